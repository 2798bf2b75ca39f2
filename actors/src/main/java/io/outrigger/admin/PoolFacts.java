package io.outrigger.admin;

import io.outrigger.config.Allocation;
import io.outrigger.config.FailoverRole;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.lease.LifetimePolicy;
import java.util.Optional;

/**
 * What the pool of a lease has to do with it.
 *
 * @param lifetimes those that the configuration wants
 * @param abandonedSeconds how long a declined address is given to nobody
 * @param reserved whether the resource in question belongs to one client by reservation
 * @param shared with whom; empty: this server alone has the pool
 */
public record PoolFacts(
    String name,
    String link,
    LifetimePolicy lifetimes,
    long abandonedSeconds,
    boolean reserved,
    Optional<Shared> shared) {

  /**
   * The relationship of a pool.
   *
   * @param role of this server
   * @param mcltSeconds the one in use with this partner, from 1
   * @param policy what the present state means to clients
   */
  public record Shared(
      String relationship,
      Allocation allocation,
      FailoverRole role,
      long mcltSeconds,
      ServicePolicy policy) {}
}
