package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Waits for a server to enter a state that is over soon, and strikes then. */
final class Ambush {
  private static final List<FailoverState> SHORT =
      List.of(
          FailoverState.RECOVER,
          FailoverState.RECOVER_WAIT,
          FailoverState.RECOVER_DONE,
          FailoverState.POTENTIAL_CONFLICT,
          FailoverState.RESOLUTION_INTERRUPTED,
          FailoverState.CONFLICT_DONE);

  private final Pair pair;
  private final Troubles troubles;
  private @Nullable FailoverState awaited;
  private SplittableRandom dice = new SplittableRandom(0);

  Ambush(Pair pair, Troubles troubles) {
    this.pair = pair;
    this.troubles = troubles;
  }

  void lay(SplittableRandom chance) {
    dice = chance;
    awaited = SHORT.get(dice.nextInt(SHORT.size()));
  }

  void giveUp() {
    awaited = null;
  }

  /** To be called after each step. */
  void look() {
    if (awaited == null) {
      return;
    }
    for (Host host : pair.hosts()) {
      if (host.isRunning() && host.known() == awaited) {
        awaited = null;
        strike(host);
        return;
      }
    }
  }

  private void strike(Host host) {
    Host partner = pair.other(host);
    Network.Direction way = new Network.Direction(host.name(), partner.name());
    String where = host.name() + " in " + host.known();
    switch (dice.nextInt(6)) {
      case 0 -> troubles.die(host, where);
      case 1 -> troubles.die(partner, where);
      case 2 -> {
        troubles.note(Fault.AMBUSH, "stall at " + where);
        pair.network().stall(dice.nextBoolean() ? way : way.back());
        troubles.later(troubles.anyTime(), troubles::heal);
      }
      case 3 -> {
        troubles.note(Fault.AMBUSH, "full disk at " + where);
        troubles.fillDisk(dice.nextInt(3) > 0 ? host : partner);
      }
      default -> {
        troubles.note(Fault.AMBUSH, "cut at " + where);
        pair.network().cut(way);
        pair.network().cut(way.back());
        if (dice.nextBoolean()) {
          troubles.later(troubles.anyTime().dividedBy(4), () -> troubles.declareIfRunning(host));
        }
        troubles.later(troubles.anyTime(), troubles::heal);
      }
    }
  }
}
