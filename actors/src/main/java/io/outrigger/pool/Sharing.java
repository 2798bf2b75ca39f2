package io.outrigger.pool;

import io.outrigger.lease.LifetimePolicy;

/**
 * How a pool is shared with the partner of its relationship (RFC 8156 §4.2); fixed by
 * configuration.
 *
 * @param own which half, or which share, is this server's: {@link Half#PRIMARY} or {@link
 *     Half#SECONDARY}
 * @param proportional whether the primary hands over a share of what is free; otherwise the last
 *     bit decides
 * @param secondarySharePercent of what is free in a proportional pool, 0 to 100
 * @param lifetimes that clients are to have
 */
public record Sharing(
    Half own, boolean proportional, int secondarySharePercent, LifetimePolicy lifetimes) {

  /**
   * @throws IllegalArgumentException if {@code own} is none of the two
   */
  public Sharing {
    if (own == Half.BOTH) {
      throw new IllegalArgumentException("a shared pool has two owners");
    }
  }

  public boolean primary() {
    return own == Half.PRIMARY;
  }
}
