package io.outrigger.lease;

/**
 * The lifetimes that an operator wants clients to have, in seconds, 0 to 2^32-1; {@link #INFINITE}
 * is the value that DHCPv6 reads as "for ever" (RFC 8415 §7.7).
 *
 * @param preferredSeconds at most {@code validSeconds}
 * @param t1Seconds when clients renew; at most {@code t2Seconds}
 * @param t2Seconds when clients rebind; at most {@code preferredSeconds}
 */
public record LifetimePolicy(
    long preferredSeconds, long validSeconds, long t1Seconds, long t2Seconds) {

  /** All ones: never ends. */
  public static final long INFINITE = 0xffff_ffffL;

  /**
   * The lifetimes to grant when the valid lifetime must not exceed {@code boundSeconds} (RFC 8156
   * §4.4; {@link #INFINITE} where nothing bounds it). What would outlast the valid lifetime is cut,
   * T1 and T2 in proportion, so that a client renews before the bound is reached.
   */
  public GrantedLifetimes boundedBy(long boundSeconds) {
    if (boundSeconds < 0) {
      throw new IllegalArgumentException("bound " + boundSeconds + " is negative");
    }
    long valid = Math.min(validSeconds, boundSeconds);
    long preferred = Math.min(preferredSeconds, valid);
    if (preferred == preferredSeconds) {
      return new GrantedLifetimes(preferred, valid, t1Seconds, t2Seconds);
    }
    return new GrantedLifetimes(
        preferred,
        valid,
        Math.min(t1Seconds, preferred / 2),
        Math.min(t2Seconds, preferred * 4 / 5));
  }
}
