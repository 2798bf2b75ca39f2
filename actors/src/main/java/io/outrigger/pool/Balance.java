package io.outrigger.pool;

/**
 * How the primary keeps the share of the secondary in a proportional pool (RFC 8156 §4.2.2): pure.
 *
 * <p>It acts only when the secondary's share is off by more than a threshold, then restores it
 * whole, so that it does not move prefixes to and fro; and unasked only a small part of the pool a
 * minute.
 */
final class Balance {
  /** The most that is ever handed over: each costs a record on both servers. */
  static final long MOST_HANDED_OVER = 1 << 16;

  private static final int THRESHOLD_PERCENT = 10;
  private static final int PERCENT_A_MINUTE = 5;
  private static final long LEAST_A_MINUTE = 16;

  private Balance() {}

  /**
   * How many prefixes to move: to the secondary if positive, back if negative.
   *
   * @param free what the primary has, from 0
   * @param backup what the secondary has, from 0
   * @param asked whether a POOLREQ asks: then the threshold does not count, and nothing is taken
   *     back
   */
  static long due(long free, long backup, int secondarySharePercent, boolean asked) {
    long total = free > Long.MAX_VALUE - backup ? Long.MAX_VALUE : free + backup;
    long target = Math.min(share(total, secondarySharePercent), MOST_HANDED_OVER);
    long off = target - backup;
    if (asked) {
      return Math.max(off, 0);
    }
    long threshold = Math.max(1, share(Math.min(total, MOST_HANDED_OVER), THRESHOLD_PERCENT));
    return Math.abs(off) > threshold ? off : 0;
  }

  /** How many may be moved unasked in a minute. */
  static long aMinute(long capacity) {
    return Math.max(LEAST_A_MINUTE, share(Math.min(capacity, MOST_HANDED_OVER), PERCENT_A_MINUTE));
  }

  private static long share(long total, int percent) {
    return total / 100 * percent + total % 100 * percent / 100;
  }
}
