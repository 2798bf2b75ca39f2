package io.outrigger.loadclient;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time of a run: nanoseconds that never go back, and the wall clock at one moment of them.
 *
 * @param nanos as {@code System.nanoTime}
 * @param originNanos a value of {@code nanos}
 * @param origin the wall clock at that moment
 */
public record LoadClock(LongSupplier nanos, long originNanos, Instant origin) {

  /** Reads {@code nanos} once; {@code now} is the wall clock at this moment. */
  public static LoadClock starting(LongSupplier nanos, Instant now) {
    return new LoadClock(nanos, nanos.getAsLong(), now);
  }

  /** Nanoseconds since the origin. */
  public long now() {
    return nanos.getAsLong() - originNanos;
  }

  /** The wall clock at {@code sinceOriginNanos}; the far future for {@link Long#MAX_VALUE}. */
  public Instant instant(long sinceOriginNanos) {
    return sinceOriginNanos == Long.MAX_VALUE ? Instant.MAX : origin.plusNanos(sinceOriginNanos);
  }
}
