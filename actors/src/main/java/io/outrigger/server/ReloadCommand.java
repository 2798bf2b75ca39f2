package io.outrigger.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running server read its configuration again. */
@Command(
    name = "reload",
    description =
        "Has a running server read its configuration file again. If that has errors they are"
            + " listed, nothing is changed, and the exit code is 2.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ReloadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AdminClient admin;

  @Option(names = "--json", description = "One JSON object instead of a line.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    try {
      OperatorOutput.print(admin.command("/api/reload"), json, spec);
      return spec.exitCodeOnSuccess();
    } catch (CommandFailure e) {
      if (e.configurationErrors().isEmpty()) {
        throw e;
      }
      e.configurationErrors().forEach(spec.commandLine().getErr()::println);
      spec.commandLine().getErr().println("outrigger: " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
  }
}
