package io.outrigger.server;

import io.outrigger.config.LoadedConfig;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** The errors and warnings of a configuration, for people. */
final class ConfigReport {
  private ConfigReport() {}

  /** One line each, {@code file:line: key: message}, to the standard error. */
  static void print(LoadedConfig loaded, CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    if (loaded instanceof LoadedConfig.Failed failed) {
      failed.errors().forEach(error -> err.println(error));
    }
    loaded.warnings().forEach(warning -> err.println("warning: " + warning));
    err.flush();
  }
}
