package io.outrigger.server;

import io.outrigger.loadclient.ClientCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Ends with 0 (done), 1 (it failed) or 2 (wrong usage or configuration). */
@Command(
    name = "outrigger",
    description =
        "A DHCPv6 server in which no client ever loses its address because a server died.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      ServeCommand.class,
      CheckConfigCommand.class,
      StatusCommand.class,
      LeasesCommand.class,
      ExplainCommand.class,
      PartnerDownCommand.class,
      ResetCommand.class,
      ReloadCommand.class,
      KeygenCommand.class,
      DemoCommand.class,
      RehearseCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the operation failed",
      "2:wrong usage or configuration",
    })
public final class Main implements Runnable {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs one command line and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new ClientCommand(System::nanoTime, InstantSource.system()));
    line.setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, _parsed) -> {
          command.getErr().println("outrigger: " + reason(failure));
          return command.getCommandSpec().exitCodeOnExecutionException();
        });
    return line.execute(args);
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof CommandFailure && message != null ? message : failure.toString();
  }

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
