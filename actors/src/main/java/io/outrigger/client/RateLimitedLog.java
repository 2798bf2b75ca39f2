package io.outrigger.client;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;

/** Warns at most once an interval, and then says how many were left out. */
final class RateLimitedLog {
  private static final long INTERVAL_MILLIS = Duration.ofSeconds(10).toMillis();

  private final Logger log;
  private final InstantSource clock;
  private long nextMillis = Long.MIN_VALUE;
  private long leftOut;

  RateLimitedLog(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  void warn(String what, Throwable cause) {
    long more;
    synchronized (this) {
      long now = clock.millis();
      if (now < nextMillis) {
        leftOut++;
        return;
      }
      nextMillis = now + INTERVAL_MILLIS;
      more = leftOut;
      leftOut = 0;
    }
    if (more > 0) {
      log.warn("{} (and {} more like it since the last such line)", what, more, cause);
    } else {
      log.warn("{}", what, cause);
    }
  }
}
