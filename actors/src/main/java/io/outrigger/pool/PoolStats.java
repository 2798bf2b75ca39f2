package io.outrigger.pool;

import io.outrigger.lease.Lease;

/**
 * How full a pool is, and how far behind its partner.
 *
 * @param capacity resources that it could lease, reserved ones included; Long.MAX_VALUE if more
 * @param freeOwn resources that nobody holds and nobody has reserved, and that this server may give
 *     to new clients
 * @param freePartner those that only the partner may
 */
public record PoolStats(
    long capacity, long active, long abandoned, long freeOwn, long freePartner, Backlog backlog) {

  /**
   * What the partner has yet to hear.
   *
   * @param owed leases whose newest state it has yet to ack
   * @param unacked updates sent and not answered
   * @param refused of the owed ones those that it refused, and that wait for the next scan
   * @param oldestEpochSecond when the one that waits longest changed; {@link Lease#INFINITE} if
   *     none waits
   */
  public record Backlog(long owed, long unacked, long refused, long oldestEpochSecond) {
    public static final Backlog NONE = new Backlog(0, 0, 0, Lease.INFINITE);
  }
}
