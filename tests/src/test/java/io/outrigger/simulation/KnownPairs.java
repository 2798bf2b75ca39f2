package io.outrigger.simulation;

import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.StateReport;
import io.outrigger.server.RelationshipHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * While a server talks with its partner: its state fits what it says that it knows of the partner's
 * ({@link LegalPairs}).
 */
final class KnownPairs {
  private record Known(FailoverState own, FailoverState told, boolean startup, boolean mayLast) {
    Known(FailoverState own, FailoverState told, boolean startup) {
      this(own, told, startup, LegalPairs.mayLast(own, told));
    }
  }

  private final Pair pair;
  private final World world;
  private final long lastingNanos;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final @Nullable Known[] last = new Known[2];
  private final RelationshipHandle.@Nullable Standing[] seen = new RelationshipHandle.Standing[2];
  private final long[] since = new long[2];

  /**
   * @param patience after which a server has noticed that its partner does not answer
   */
  KnownPairs(Pair pair, Duration patience) {
    this.pair = pair;
    this.world = pair.world();
    this.lastingNanos = patience.toNanos();
  }

  /** How often which came. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** To be called after each step. */
  void look() {
    for (int i = 0; i < 2; i++) {
      Host host = pair.hosts().get(i);
      RelationshipHandle.Standing standing = host.standing();
      if (!Objects.equals(standing, seen[i])) {
        seen[i] = standing;
        look(i, host, standing == null ? null : known(standing.state()));
      }
      Known now = last[i];
      if (now != null && !now.mayLast && world.nanos() - since[i] > lastingNanos) {
        lasts(i == 0, host, now);
      }
    }
  }

  private void look(int i, Host host, @Nullable Known now) {
    if (!Objects.equals(now, last[i])) {
      last[i] = now;
      since[i] = world.nanos();
      if (now != null) {
        met(i == 0, host, now);
      }
    }
  }

  private static @Nullable Known known(EndpointState state) {
    StateReport told = state.facts().partner().orElse(null);
    return told == null || !state.communicationsOk()
        ? null
        : new Known(state.state(), told.state(), told.startup());
  }

  private void met(boolean primary, Host host, Known now) {
    counts.merge(LegalPairs.name(primary, now.own, now.told), 1, Integer::sum);
    if (!LegalPairs.isLegal(primary, now.own, now.told, now.startup)) {
      world.violated(
          "state pairs: %s is in %s and knows that its partner is in %s"
              .formatted(host.name(), now.own, now.told));
    }
  }

  private void lasts(boolean primary, Host host, Known now) {
    long from = world.nanos() - lastingNanos;
    // Nobody tells of a crash: from then on it takes its own keepalive time to notice.
    boolean excused =
        pair.other(host).lastDeath() >= from
            || pair.hosts().stream().anyMatch(each -> each.lastDiskTrouble() >= from);
    if (!excused) {
      world.violated(
          "state pairs: %s stays so: %s"
              .formatted(host.name(), LegalPairs.name(primary, now.own, now.told)));
    }
  }
}
