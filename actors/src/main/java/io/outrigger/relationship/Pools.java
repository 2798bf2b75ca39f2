package io.outrigger.relationship;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pools of a relationship, and which of them have updates to send. Mutable, for one actor. */
final class Pools {
  /** How long a pool that had no updates is not asked unless it says that it has. */
  private static final Duration PEACE = Duration.ofMillis(10);

  private final Map<String, SharedPool> byName = new LinkedHashMap<>();

  /** Those with updates, who waits longest first; without those that are being asked. */
  private final Set<String> ready = new LinkedHashSet<>();

  /** Those that have been asked, and for how many. */
  private final Map<String, Integer> asked = new HashMap<>();

  /** Of those the ones whose answer takes so long that nobody waits for it any more. */
  private final Set<String> late = new HashSet<>();

  /** Those that said meanwhile that they have some. */
  private final Set<String> readyAgain = new LinkedHashSet<>();

  /** When a pool last had nothing, if it has said nothing since. */
  private final Map<String, Instant> idleSince = new HashMap<>();

  Pools(List<SharedPool> pools) {
    use(pools);
  }

  /**
   * Those that the configuration names now.
   *
   * @return for how many updates pools were asked that are gone, and answer nothing any more
   */
  int use(List<SharedPool> pools) {
    byName.clear();
    pools.forEach(pool -> byName.put(pool.name(), pool));
    ready.retainAll(byName.keySet());
    readyAgain.retainAll(byName.keySet());
    idleSince.keySet().retainAll(byName.keySet());
    late.retainAll(byName.keySet());
    int unanswered = 0;
    for (String name : List.copyOf(asked.keySet())) {
      if (!byName.containsKey(name)) {
        unanswered += Objects.requireNonNullElse(asked.remove(name), 0);
      }
    }
    return unanswered;
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
    idleSince.remove(pool);
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

  /**
   * Who is to be asked now, in this order: those with updates, and behind them those of the same
   * links, which may have some of the same clients. Whoever had none a moment ago says so when that
   * changes, and is left in peace.
   */
  List<SharedPool> turn(Instant now) {
    List<SharedPool> turn = new ArrayList<>(byName.size());
    Set<String> links = new HashSet<>();
    for (String name : ready) {
      SharedPool pool = Objects.requireNonNull(byName.get(name));
      turn.add(pool);
      links.add(pool.link());
    }
    for (SharedPool pool : byName.values()) {
      String name = pool.name();
      if (links.contains(pool.link())
          && !ready.contains(name)
          && !asked.containsKey(name)
          && pool.isRunning()
          && !idleSince.getOrDefault(name, Instant.MIN).isAfter(now.minus(PEACE))) {
        turn.add(pool);
      }
    }
    return turn;
  }

  /** It counts as asked for that many. */
  void asked(SharedPool pool, int max) {
    ready.remove(pool.name());
    asked.put(pool.name(), max);
  }

  /** For how many the pool was asked, which has answered now. */
  int answered(String pool, boolean more) {
    Integer max = asked.remove(pool);
    late.remove(pool);
    if (readyAgain.remove(pool) || more) {
      ready(pool);
    }
    return max == null ? 0 : max;
  }

  /** It had nothing to send. */
  void idle(String pool, Instant now) {
    if (byName.containsKey(pool) && !ready.contains(pool)) {
      idleSince.put(pool, now);
    }
  }

  /** Whether an answer is on its way that will not take long. */
  boolean awaitsAnswers() {
    return asked.size() > late.size();
  }

  /** Nobody waits any longer for those that have been asked. */
  void awaitNone() {
    late.addAll(asked.keySet());
  }

  /** Whoever was asked answers to nobody any more. */
  void noneAsked() {
    asked.clear();
    late.clear();
    readyAgain.clear();
    ready.clear();
    idleSince.clear();
  }
}
