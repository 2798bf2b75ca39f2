package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * How a lease comes from one pool to another, when the operator has moved its resource: whoever
 * holds it goes on holding it. Pure.
 */
public final class Adoption {

  /** A lease of another length may block so many of a pool's resources; more are not looked at. */
  private static final int MOST_BITS = 12;

  private Adoption() {}

  /** Whether a pool that gives {@code space} must know of a lease of {@code resource}. */
  public static boolean concerns(PoolSettings pool, Ipv6Prefix resource) {
    PoolSpace space = pool.space();
    return pool.reserved().contains(resource)
        || (space.firstOverlap(resource) != PoolSpace.NONE
            && space.resourceLength() - resource.length() <= MOST_BITS);
  }

  /** Whether anybody holds the resource, or may believe that he does. */
  static boolean matters(Lease lease) {
    return switch (lease.status()) {
      case ACTIVE, EXPIRED, RELEASED, ABANDONED, RESET -> true;
      case FREE, FREE_BACKUP -> false;
    };
  }

  /**
   * What {@code lease}, of another pool, leaves in this one; null if it knows something as new.
   *
   * @param samePartner whether what the partner has acked is known to the partner of this pool too
   */
  static @Nullable LeaseChange adopted(PoolView pool, Lease lease, boolean samePartner) {
    Lease stored = pool.lease(lease.resource());
    if (stored != null && newest(stored) >= newest(lease)) {
      return null;
    }
    if (pool.sharing().isEmpty()) {
      return lease.status() == BindingStatus.ACTIVE || lease.status() == BindingStatus.ABANDONED
          ? new LeaseChange.Put(lease.owing(false))
          : null;
    }
    return new LeaseChange.Put(samePartner ? lease : lease.unknownToPartner());
  }

  private static long newest(Lease lease) {
    return Math.max(lease.sinceEpochSecond(), lease.clientLastTransactionEpochSecond());
  }
}
