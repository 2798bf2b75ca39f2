package io.outrigger.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A log, and what is written to it. */
final class SeenLog implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

  private final @Nullable Level before;

  private SeenLog(Logger logger) {
    this.logger = logger;
    before = logger.getLevel();
    logger.setLevel(Level.INFO);
    seen.start();
    logger.addAppender(seen);
  }

  /** That nobody else writes to. */
  static SeenLog ofItsOwn() {
    return new SeenLog(new LoggerContext().getLogger("seen"));
  }

  static SeenLog of(Class<?> writer) {
    return new SeenLog((Logger) LoggerFactory.getLogger(writer));
  }

  org.slf4j.Logger logger() {
    return logger;
  }

  List<String> lines() {
    return List.copyOf(seen.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(seen);
    logger.setLevel(before);
  }
}
