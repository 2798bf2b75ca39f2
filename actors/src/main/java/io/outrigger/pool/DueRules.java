package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import java.time.Instant;
import java.util.Optional;

/**
 * What time does to a lease (RFC 8156 §7.2, Figure 2). A stand-alone pool forgets what has ended:
 * it is free. A shared one tells the partner first.
 */
final class DueRules {
  private DueRules() {}

  /** What happens to a lease whose time has come. */
  static LeaseChange due(PoolView pool, Lease lease, Instant now) {
    if (pool.sharing().isEmpty()) {
      return new LeaseChange.Forget(lease.resource());
    }
    return switch (lease.status()) {
      // transition (8)
      case ACTIVE -> owing(LeaseTransitions.expired(lease, now));
      // transition (10): the time that the operator set is the administrative action
      case ABANDONED -> owing(LeaseTransitions.reset(lease, now));
      // transition (4) in PARTNER-DOWN: the waiting time of §8.4.1 is over
      case EXPIRED, RELEASED, RESET ->
          new LeaseChange.Put(
              LeaseTransitions.available(
                  lease, lease.resource(), freeStatus(pool.sharing(), lease.resource()), now));
      case FREE, FREE_BACKUP -> new LeaseChange.Forget(lease.resource()); // never due
    };
  }

  /** Transitions (5) and (6): whose a resource becomes when it is nobody's any more. */
  static BindingStatus freeStatus(Optional<Sharing> sharing, Ipv6Prefix resource) {
    boolean secondarys =
        sharing.isPresent() && !sharing.get().proportional() && Half.of(resource) == Half.SECONDARY;
    return secondarys ? BindingStatus.FREE_BACKUP : BindingStatus.FREE;
  }

  private static LeaseChange owing(Lease lease) {
    return new LeaseChange.Put(lease.owing(true));
  }
}
