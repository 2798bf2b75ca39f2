package io.outrigger.server;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an abandoned lease back. */
@Command(
    name = "reset",
    description =
        "Takes an abandoned lease back, so that it can be leased again before its time as a"
            + " declined address has ended.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ResetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Parameters(
      paramLabel = "ADDRESS|PREFIX",
      converter = ResourceConverter.class,
      description = "The abandoned resource.")
  private Ipv6Prefix resource;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    OperatorOutput.print(
        admin.command("/api/leases/" + AdminClient.segment(resource) + "/reset"), json, spec);
    return spec.exitCodeOnSuccess();
  }
}
