package io.outrigger.server;

/** What is logged, where, and how it looks; logback.xml reads it from the system properties. */
final class Logging {

  /** How a log line looks. */
  enum Format {
    TEXT,
    JSON
  }

  /** The least important line that is logged. */
  enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  private Logging() {}

  /** Logs to the standard output; to be called before anything has a logger. */
  static void toStandardOutput(Format format, Level level) {
    System.setProperty("outrigger.log.format", format.name());
    System.setProperty("outrigger.log.level", level.name());
    System.setProperty("outrigger.log.target", "System.out");
  }
}
