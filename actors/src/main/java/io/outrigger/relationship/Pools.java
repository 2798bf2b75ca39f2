package io.outrigger.relationship;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolAllocator;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pools of a relationship, and which of them have updates to send. Mutable, for one actor. */
final class Pools {
  private final Map<String, SharedPool> byName = new LinkedHashMap<>();

  /** Those with updates, who waits longest first; without those that are being asked. */
  private final Set<String> ready = new LinkedHashSet<>();

  /** Those that have been asked, and for how many. */
  private final Map<String, Integer> asked = new HashMap<>();

  /** Those that said meanwhile that they have some. */
  private final Set<String> readyAgain = new LinkedHashSet<>();

  Pools(List<SharedPool> pools) {
    use(pools);
  }

  /** Those that the configuration names now. */
  void use(List<SharedPool> pools) {
    byName.clear();
    pools.forEach(pool -> byName.put(pool.name(), pool));
    ready.retainAll(byName.keySet());
    readyAgain.retainAll(byName.keySet());
  }

  List<SharedPool> all() {
    return List.copyOf(byName.values());
  }

  @Nullable SharedPool named(String name) {
    return byName.get(name);
  }

  /** The pool that has {@code resource}; null if none does. */
  @Nullable SharedPool of(Ipv6Prefix resource) {
    for (SharedPool pool : byName.values()) {
      if (pool.covers(resource)) {
        return pool;
      }
    }
    return null;
  }

  /** Leases that the partner has yet to ack, without those that it refused. */
  long owed() {
    return byName.values().stream()
        .flatMap(pool -> pool.stats().stream())
        .mapToLong(stats -> stats.backlog().owed() - stats.backlog().refused())
        .sum();
  }

  /** Since when the oldest of them waits; {@code now} if none does. */
  Instant oldestOwed(Instant now) {
    long oldest =
        byName.values().stream()
            .flatMap(pool -> pool.stats().stream())
            .mapToLong(stats -> stats.backlog().oldestEpochSecond())
            .min()
            .orElse(Lease.INFINITE);
    return oldest >= now.getEpochSecond() ? now : Instant.ofEpochSecond(oldest);
  }

  void tellAll(PoolAllocator.Command command) {
    byName.values().forEach(pool -> pool.tell(command));
  }

  void ready(String pool) {
    if (asked.containsKey(pool)) {
      readyAgain.add(pool);
    } else if (byName.containsKey(pool)) {
      ready.add(pool);
    }
  }

  /** Any of them may have updates: nothing is known of them. */
  void allReady() {
    byName.keySet().forEach(this::ready);
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  int readyCount() {
    return ready.size();
  }

  /** Whose turn it is; it counts as asked for that many. */
  SharedPool ask(int max) {
    String name = ready.iterator().next();
    ready.remove(name);
    asked.put(name, max);
    SharedPool pool = byName.get(name);
    if (pool == null) {
      throw new IllegalStateException(name + " is ready, but not there");
    }
    return pool;
  }

  /** For how many the pool was asked, which has answered now. */
  int answered(String pool, boolean more) {
    Integer max = asked.remove(pool);
    if (readyAgain.remove(pool) || more) {
      ready(pool);
    }
    return max == null ? 0 : max;
  }

  /** Whoever was asked answers to nobody any more. */
  void noneAsked() {
    asked.clear();
    readyAgain.clear();
    ready.clear();
  }
}
