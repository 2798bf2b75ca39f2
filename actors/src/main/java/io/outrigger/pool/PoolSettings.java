package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Optional;
import java.util.Set;

/**
 * What an allocator is told of its pool.
 *
 * @param name unique; the journal knows the pool by it
 * @param space what it allocates
 * @param reserved resources that only their reservation's client may have; some may lie outside
 *     {@code space}
 * @param abandonedSeconds how long a declined address is given to nobody
 * @param sharing how the pool is shared with a partner; empty: this server alone has it
 */
public record PoolSettings(
    String name,
    PoolSpace space,
    Set<Ipv6Prefix> reserved,
    long abandonedSeconds,
    Optional<Sharing> sharing) {
  /** What the journal's names of pools begin with. */
  public static final String PERSISTENCE_PREFIX = "pool|";

  public PoolSettings {
    reserved = Set.copyOf(reserved);
  }

  /** A pool of this server alone. */
  public PoolSettings(
      String name, PoolSpace space, Set<Ipv6Prefix> reserved, long abandonedSeconds) {
    this(name, space, reserved, abandonedSeconds, Optional.empty());
  }

  /** The journal's name for the pool. */
  public String persistenceId() {
    return PERSISTENCE_PREFIX + name;
  }
}
