package io.outrigger.server;

import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolAllocator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a resource that the operator has moved from one pool to another with the client that holds
 * it: a pool whose journal has just been read serves nobody until all the others have been read
 * too, and gets what they hold of its resources. Mutable, for the guardian alone.
 */
final class Handover {
  /** Leases that go into one journal write. */
  private static final int CHUNK = 512;

  /** Of pools that nobody serves, by their names. */
  private final Map<String, List<Lease>> elsewhere;

  private final Set<PoolHandle> reading = new LinkedHashSet<>();
  private final Set<PoolHandle> waiting = new LinkedHashSet<>();

  Handover(UnnamedPools unnamed) {
    elsewhere = new LinkedHashMap<>(unnamed.leases());
  }

  /** Its journal is being read; it is closed. */
  void spawned(PoolHandle pool) {
    waiting.remove(pool);
    reading.add(pool);
    elsewhere.remove(pool.name());
  }

  void recovered(PoolHandle pool) {
    if (reading.remove(pool)) {
      waiting.add(pool);
    }
  }

  /**
   * It has ended.
   *
   * @param named whether the configuration still names it
   */
  void ended(PoolHandle pool, boolean named) {
    reading.remove(pool);
    waiting.remove(pool);
    if (!named && !pool.strays().isEmpty()) {
      elsewhere.put(pool.name(), pool.strays());
    }
  }

  /** Opens the pools that wait, if none is being read any more. */
  void open(Collection<PoolHandle> pools) {
    if (!reading.isEmpty()) {
      return;
    }
    for (PoolHandle pool : waiting) {
      elsewhere.values().forEach(leases -> adopt(pool, leases, false, () -> {}));
      for (PoolHandle other : pools) {
        if (other != pool) {
          boolean samePartner = other.relationship().equals(pool.relationship());
          adopt(pool, other.strays(), samePartner, () -> disown(other, pool));
        }
      }
      pool.tell(PoolAllocator.Open.OPEN);
    }
    waiting.clear();
  }

  private static void adopt(
      PoolHandle pool, List<Lease> leases, boolean samePartner, Runnable stored) {
    List<Lease> moved = new ArrayList<>();
    for (Lease lease : leases) {
      if (pool.concerns(lease.resource())) {
        moved.add(lease);
      }
    }
    for (int i = 0; i < moved.size(); i += CHUNK) {
      int end = Math.min(moved.size(), i + CHUNK);
      pool.tell(
          new PoolAllocator.Adopt(
              List.copyOf(moved.subList(i, end)),
              samePartner,
              end == moved.size() ? stored : () -> {}));
    }
  }

  /** What the new pool has stored the old one need not know. */
  private static void disown(PoolHandle old, PoolHandle pool) {
    old.disown(old.strays().stream().map(Lease::resource).filter(pool::concerns).toList());
  }
}
