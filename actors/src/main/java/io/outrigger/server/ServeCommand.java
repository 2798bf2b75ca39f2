package io.outrigger.server;

import io.outrigger.config.ConfigLoader;
import io.outrigger.config.LoadedConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one server until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Runs one server in the foreground. SIGTERM or SIGINT stops it cleanly, with exit code 0;"
            + " SIGHUP has it read its file again.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration (HOCON).")
  private Path file;

  @Option(
      names = "--log-format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How log lines look (default: ${DEFAULT-VALUE}).")
  private Logging.Format format;

  @Option(
      names = "--log-level",
      defaultValue = "info",
      paramLabel = "error|warn|info|debug",
      description = "The least that is logged (default: ${DEFAULT-VALUE}).")
  private Logging.Level level;

  @Override
  public Integer call() throws InterruptedException {
    Logging.toStandardOutput(format, level);
    return switch (ConfigLoader.loadToServe(file)) {
      case LoadedConfig.Failed failed -> {
        ConfigReport.print(failed, spec);
        yield spec.exitCodeOnInvalidInput();
      }
      case LoadedConfig.Ok ok -> {
        ConfigReport.print(ok, spec);
        yield switch (RunningServer.start(ok.config(), file)) {
          case RunningServer.Start.Refused refused -> {
            refused
                .reasons()
                .forEach(reason -> spec.commandLine().getErr().println("outrigger: " + reason));
            yield spec.exitCodeOnExecutionException();
          }
          case RunningServer.Start.Running running -> running.server().awaitEnd();
        };
      }
    };
  }
}
