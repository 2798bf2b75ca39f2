package io.outrigger.relationship;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.PartnerTask;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.Sharing;
import java.util.Optional;

/** A pool of a relationship as the relationship sees it. Thread-safe; no method blocks. */
public interface SharedPool {

  String name();

  /** The link whose clients it serves. */
  String link();

  /** Empty only for a pool that is in no relationship. */
  Optional<Sharing> sharing();

  /** Whether the primary hands over a share of what is free. */
  default boolean isProportional() {
    return sharing().filter(Sharing::proportional).isPresent();
  }

  /** What clients of the pool are to have. */
  default LifetimePolicy lifetimes() {
    return sharing().orElseThrow().lifetimes();
  }

  boolean covers(Ipv6Prefix resource);

  /** Whether there is an allocator that can be told something. */
  boolean isRunning();

  /** Empty while the leases are not read from the journal. */
  Optional<PoolStats> stats();

  /** Goes to the allocator; lost while there is none, which {@link FailoverEndpoint} hears of. */
  void tell(PoolAllocator.Command command);

  /** Puts a word of the partner into the pool's inbox, which never refuses it. */
  void submit(PartnerTask task);
}
