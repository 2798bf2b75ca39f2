package io.outrigger.partner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** At most one line an interval, which then says how many were left out. For one thread. */
final class RareLog {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private Instant next = Instant.MIN;
  private Instant last = Instant.MIN;
  private long leftOut;

  /** The line to write; empty if it is to be left out. */
  Optional<String> line(String text, Instant now) {
    if (now.isBefore(next) && !now.isBefore(last)) {
      leftOut++;
      return Optional.empty();
    }
    String line =
        leftOut == 0 ? text : text + " (and " + leftOut + " more lines since the last one)";
    next = now.plus(INTERVAL);
    last = now;
    leftOut = 0;
    return Optional.of(line);
  }
}
