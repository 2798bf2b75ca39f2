package io.outrigger.partner;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells messages that came when they were sent from those that had to wait because we did not read:
 * their age says nothing of the partner's clock. Not for more than one thread.
 */
final class SkewWatch {
  /** A pause in reading that long may show as skew. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Octets for which we had to wait that long had not waited for us. */
  private static final Duration FRESH = Duration.ofMillis(100);

  private final SkewAverage average = new SkewAverage();
  private Instant askedAt = Instant.MIN;
  private Instant cameAt = Instant.MAX;
  private boolean late;

  /** Octets are asked for. */
  void asked(Instant now) {
    askedAt = now;
    if (cameAt.isBefore(now) && Duration.between(cameAt, now).compareTo(PAUSE) > 0) {
      late = true;
    }
  }

  /** Octets came. */
  void came(Instant now) {
    cameAt = now;
    if (late && Duration.between(askedAt, now).compareTo(FRESH) >= 0) {
      late = false;
    }
  }

  /**
   * Takes the skew of a message into the average, if it says something.
   *
   * @return whether it is more than what is tolerated
   */
  boolean isExcessive(long skewSeconds) {
    // A wait of its own makes a message look old, never young.
    if (late && skewSeconds < 0) {
      return false;
    }
    average.add(skewSeconds);
    return Skew.isExcessive(skewSeconds);
  }

  /** The partner's clock minus ours, milliseconds. */
  long millis() {
    return average.millis();
  }
}
