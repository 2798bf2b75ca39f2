package io.outrigger.events;

import org.slf4j.event.Level;

/** How much an event matters to an operator. */
public enum Severity {
  /** Nothing to do. */
  INFO(Level.INFO),
  /** Look at it today. */
  WARNING(Level.WARN),
  /** Look at it now: an alarm. */
  ALARM(Level.ERROR);

  private final Level level;

  Severity(Level level) {
    this.level = level;
  }

  /** The level that it is logged at. */
  public Level level() {
    return level;
  }
}
