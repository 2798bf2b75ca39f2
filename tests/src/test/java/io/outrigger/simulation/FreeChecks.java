package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whose what is free is: never both servers', and in peace each has its share. */
final class FreeChecks {
  private static final int THRESHOLD_PERCENT = 10;

  private final Pair pair;
  private final World world;

  FreeChecks(Pair pair) {
    this.pair = pair;
    this.world = pair.world();
  }

  /** No prefix is free to be given to a new client by both. */
  void disjoint() {
    Map<Ipv6Prefix, Lease> primary = records(pair.hosts().get(0));
    Map<Ipv6Prefix, Lease> secondary = records(pair.hosts().get(1));
    Map<Ipv6Prefix, Lease> later = records(pair.hosts().get(0));
    Set<Ipv6Prefix> common = new TreeSet<>(Comparator.comparing(Ipv6Prefix::toString));
    common.addAll(secondary.keySet());
    common.retainAll(primary.keySet());
    for (Ipv6Prefix each : common) {
      boolean both =
          is(primary.get(each), BindingStatus.FREE)
              && is(later.get(each), BindingStatus.FREE)
              && is(secondary.get(each), BindingStatus.FREE_BACKUP);
      if (both && !each.isAddress()) {
        world.violated("free resources: both may give " + each);
      }
    }
  }

  private static boolean is(@Nullable Lease lease, BindingStatus status) {
    return lease != null && lease.status() == status && !lease.owed();
  }

  private static Map<Ipv6Prefix, Lease> records(Host host) {
    Map<Ipv6Prefix, Lease> records = new HashMap<>();
    Optional<List<Lease>> leases = host.leasesIfKnown();
    leases.ifPresent(known -> known.forEach(each -> records.put(each.resource(), each)));
    return records;
  }

  /** In peace half of the free prefixes is the secondary's, but for the threshold. */
  void balance(int prefixes) {
    int taken = 0;
    int backup = 0;
    for (Lease lease : records(pair.hosts().get(0)).values()) {
      if (lease.resource().isAddress()) {
        continue;
      }
      if (lease.status() == BindingStatus.FREE_BACKUP) {
        backup++;
      } else if (lease.status() != BindingStatus.FREE) {
        taken++;
      }
    }
    int free = prefixes - taken;
    int off = Math.abs(free / 2 - backup);
    if (off > Math.max(1, free * THRESHOLD_PERCENT / 100) + 1) {
      world.violated("balance: %d of %d free prefixes are the secondary's".formatted(backup, free));
    }
  }
}
