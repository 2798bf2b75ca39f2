package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * While both servers are NORMAL the partner hears of what it does not know, also of what it has
 * refused before (RFC 8156 §7.5.4).
 */
final class OwedChecks {
  /** What was refused is sent again each minute. */
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);

  private record Place(Host host, Ipv6Prefix resource) {}

  private record Seen(Lease lease, long nanos) {}

  private final Pair pair;
  private final World world;
  private final Map<Place, Seen> owed = new HashMap<>();

  OwedChecks(Pair pair) {
    this.pair = pair;
    this.world = pair.world();
  }

  /**
   * @param troubledNanos when last not both were NORMAL
   */
  void audit(Host host, List<Lease> leases, long troubledNanos) {
    Map<Place, Seen> now = new HashMap<>();
    for (Lease lease : leases) {
      if (lease.owed() && !undecided(lease, pair.other(host).disk().lease(lease.resource()))) {
        Place place = new Place(host, lease.resource());
        Seen seen = since(owed.get(place), lease, troubledNanos);
        now.put(place, seen);
        if (world.nanos() - seen.nanos > LONGEST_NANOS) {
          world.violated(
              "convergence: %s has %s and does not tell it in NORMAL since %s"
                  .formatted(host.name(), lease, Trace.time(seen.nanos)));
        }
      }
    }
    owed.keySet().removeIf(each -> each.host == host);
    owed.putAll(now);
  }

  /**
   * Figure 4 settles it when the lease ends, and not before: the longer lease was of the one server
   * and first, the shorter of the other and last. Neither gives it to anyone else until then. Two
   * clients had them only where both servers served alone, which other checks look after.
   */
  static boolean undecided(Lease lease, @Nullable Lease others) {
    return others != null
        && lease.owed()
        && others.owed()
        && (refusesEachOther(lease, others) || refusesEachOther(others, lease));
  }

  private static boolean refusesEachOther(Lease active, Lease ended) {
    return active.status() == BindingStatus.ACTIVE
        && ended.status() == BindingStatus.EXPIRED
        && active.clientLastTransactionEpochSecond() <= ended.clientLastTransactionEpochSecond();
  }

  private Seen since(@Nullable Seen before, Lease lease, long troubledNanos) {
    return before != null && before.lease.equals(lease) && before.nanos > troubledNanos
        ? before
        : new Seen(lease, world.nanos());
  }
}
