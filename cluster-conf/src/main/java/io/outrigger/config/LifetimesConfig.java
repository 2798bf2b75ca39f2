package io.outrigger.config;

/**
 * Lifetimes and times to renew, in seconds from 0 to {@link #INFINITE}; t1 <= t2 <= preferred <=
 * valid, except that a t1 or t2 of 0 leaves the time to the client (RFC 8415 §14.2).
 */
public record LifetimesConfig(
    long preferredSeconds, long validSeconds, long t1Seconds, long t2Seconds) {
  /** For ever (RFC 8415 §7.7). */
  public static final long INFINITE = 0xffff_ffffL;

  public boolean isInfinite() {
    return validSeconds == INFINITE;
  }
}
