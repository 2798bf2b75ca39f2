package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Set;

/**
 * What an allocator is told of its pool.
 *
 * @param name unique; the journal knows the pool by it
 * @param space what it allocates
 * @param reserved resources that only their reservation's client may have; some may lie outside
 *     {@code space}
 * @param abandonedSeconds how long a declined address is given to nobody
 */
public record PoolSettings(
    String name, PoolSpace space, Set<Ipv6Prefix> reserved, long abandonedSeconds) {
  /** What the journal's names of pools begin with. */
  public static final String PERSISTENCE_PREFIX = "pool|";

  public PoolSettings {
    reserved = Set.copyOf(reserved);
  }

  /** The journal's name for the pool. */
  public String persistenceId() {
    return PERSISTENCE_PREFIX + name;
  }
}
