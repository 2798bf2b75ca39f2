package io.outrigger.events;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** How many lines an event may have a minute, for a storm must not fill the log. Thread-safe. */
public final class EventBudget {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LINES = 10;

  private final int lines;
  private Instant minuteStart = Instant.EPOCH;
  private int told;
  private long leftOut;

  public EventBudget() {
    this(LINES);
  }

  /**
   * @param lines a minute, from 1
   */
  public EventBudget(int lines) {
    this.lines = lines;
  }

  /** How many were left out since the last line, if there may be another; else empty. */
  public synchronized OptionalLong take(Instant now) {
    if (now.isBefore(minuteStart) || !now.isBefore(minuteStart.plus(MINUTE))) {
      minuteStart = now;
      told = 0;
    }
    if (told == lines) {
      leftOut++;
      return OptionalLong.empty();
    }
    told++;
    long before = leftOut;
    leftOut = 0;
    return OptionalLong.of(before);
  }
}
