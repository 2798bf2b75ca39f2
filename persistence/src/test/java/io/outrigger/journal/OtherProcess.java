package io.outrigger.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Holds a journal open in a process of its own until it is killed. */
final class OtherProcess {
  private OtherProcess() {}

  /** Starts the process and returns when it has opened {@code directory}. */
  static Process holding(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.inputReader().readLine() == null) {
      throw new IOException("the other process ended with " + process.exitValue());
    }
    return process;
  }

  /** Opens the journal in the directory args[0]. */
  public static void main(String[] args) throws Exception {
    try (JournalDirectory directory = new JournalDirectory(Path.of(args[0]));
        KeyValueStore store = directory.open()) {
      System.out.println("open " + (store.get(Keys.SCHEMA) != null));
      System.in.read(); // until killed
    }
  }
}
