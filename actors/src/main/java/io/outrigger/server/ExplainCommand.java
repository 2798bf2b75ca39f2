package io.outrigger.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a lease is as it is. */
@Command(
    name = "explain",
    description =
        "Says why a lease is as it is: what lifetime a client would get and what decides that, who"
            + " may give it to another client, and from when.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Parameters(
      paramLabel = "ADDRESS|PREFIX",
      converter = ResourceConverter.class,
      description = "A leased resource, or an address within a delegated prefix.")
  private Ipv6Prefix resource;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    JsonNode explanation =
        admin.json("/api/leases/" + AdminClient.segment(resource) + "/explanation");
    OperatorOutput.print(explanation, json, spec);
    return spec.exitCodeOnSuccess();
  }
}
