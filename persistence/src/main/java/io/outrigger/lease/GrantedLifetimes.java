package io.outrigger.lease;

/**
 * What one lease is granted, in seconds from now, 0 to 2^32-1 each.
 *
 * @param t1Seconds when the client is to renew (RFC 8415 §21.4)
 * @param t2Seconds when the client is to rebind
 */
public record GrantedLifetimes(
    long preferredSeconds, long validSeconds, long t1Seconds, long t2Seconds) {

  /** The second in which a lease of these lifetimes ends, if the client gets it at {@code now}. */
  public long expiresEpochSecond(long nowEpochSecond) {
    return validSeconds == LifetimePolicy.INFINITE ? Lease.INFINITE : nowEpochSecond + validSeconds;
  }
}
