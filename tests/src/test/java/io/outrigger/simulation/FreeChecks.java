package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whose what is free is: never both servers', and in peace each has its share. */
final class FreeChecks {
  private static final Duration ROUNDS = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int THRESHOLD_PERCENT = 10;

  private final Pair pair;
  private final World world;

  FreeChecks(Pair pair) {
    this.pair = pair;
    this.world = pair.world();
  }

  /**
   * No prefix is free to be given to a new client by both: what is free and has no record is the
   * primary's.
   */
  void disjoint() {
    Optional<List<Lease>> first = pair.hosts().get(0).leasesIfKnown();
    Optional<List<Lease>> backup = pair.hosts().get(1).leasesIfKnown();
    Optional<List<Lease>> again = pair.hosts().get(0).leasesIfKnown();
    if (first.isEmpty() || backup.isEmpty() || again.isEmpty()) {
      return;
    }
    Set<Ipv6Prefix> known = new HashSet<>();
    first.get().forEach(lease -> known.add(lease.resource()));
    again.get().forEach(lease -> known.add(lease.resource()));
    for (Lease lease : backup.get()) {
      if (lease.status() == BindingStatus.FREE_BACKUP
          && !lease.owed()
          && pair.isProportional(lease.resource())
          && !known.contains(lease.resource())) {
        world.violated("free resources: both may give " + lease.resource());
      }
    }
  }

  private static Map<Ipv6Prefix, Lease> records(Host host) {
    Map<Ipv6Prefix, Lease> records = new HashMap<>();
    Optional<List<Lease>> leases = host.leasesIfKnown();
    leases.ifPresent(known -> known.forEach(each -> records.put(each.resource(), each)));
    return records;
  }

  /**
   * In peace half of what is free is the secondary's, but for the threshold. A round a minute sees
   * to that, while clients come and go: it must be so at some time of {@link #ROUNDS}.
   *
   * @param addresses that are shared out as prefixes are
   */
  void balance(int prefixes, int addresses) {
    Predicate<Ipv6Prefix> shared =
        resource -> resource.isAddress() && pair.isProportional(resource);
    balance(prefixes, "prefixes", resource -> !resource.isAddress());
    if (addresses > 0) {
      balance(addresses, "addresses", shared);
    }
  }

  private void balance(int all, String kind, Predicate<Ipv6Prefix> meant) {
    long end = world.nanos() + ROUNDS.toNanos();
    String off = unbalanced(all, kind, meant);
    while (off != null && world.nanos() < end) {
      world.run(LOOK);
      off = unbalanced(all, kind, meant);
    }
    if (off != null) {
      world.violated("balance: " + off);
    }
  }

  /** How the free resources are shared out, if not well. */
  private @Nullable String unbalanced(int all, String kind, Predicate<Ipv6Prefix> meant) {
    int taken = 0;
    int backup = 0;
    for (Lease lease : records(pair.hosts().get(0)).values()) {
      if (!meant.test(lease.resource())) {
        continue;
      }
      if (lease.status() == BindingStatus.FREE_BACKUP) {
        backup++;
      } else if (lease.status() != BindingStatus.FREE) {
        taken++;
      }
    }
    int free = all - taken;
    return Math.abs(free / 2 - backup) > Math.max(1, free * THRESHOLD_PERCENT / 100) + 1
        ? "%d of %d free %s are the secondary's".formatted(backup, free, kind)
        : null;
  }
}
