package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
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

  /** In which a server resolves conflicts. */
  private static final Set<FailoverState> RESOLVING =
      EnumSet.of(
          FailoverState.POTENTIAL_CONFLICT,
          FailoverState.RESOLUTION_INTERRUPTED,
          FailoverState.CONFLICT_DONE);

  /** A server stores every 10 s that it lives (RFC 8156 §8.2, TIME-OF-FAILURE). */
  private static final long LIFE_SIGN_MILLIS = 10_000;

  /**
   * @param host null: either
   */
  private record Wait(@Nullable Host host, FailoverState state, Consumer<Host> strike) {}

  private final Pair pair;
  private final Troubles troubles;
  private final Relapse relapse;
  private final long patienceMillis;
  private final Duration longest;
  private boolean awaitsGrant;
  private final List<Wait> waits = new ArrayList<>();
  private SplittableRandom dice = new SplittableRandom(0);

  /**
   * @param patience after which a server drops a partner that does not answer what it asked
   * @param longest that a lease lasts which the partner has yet to hear of
   */
  Ambush(Pair pair, Troubles troubles, Duration patience, Duration longest) {
    this.longest = longest;
    this.pair = pair;
    this.troubles = troubles;
    this.patienceMillis = patience.toMillis();
    this.relapse = new Relapse(pair, troubles, this, longest);
  }

  void lay(SplittableRandom chance) {
    dice = chance;
    waits.clear();
    int which = dice.nextInt(SHORT.size() + 1);
    awaitsGrant = which == SHORT.size();
    if (!awaitsGrant) {
      waits.add(new Wait(null, SHORT.get(which), this::strike));
    }
  }

  /**
   * A client is told that it has a lease. If it gives it back at once, the partner does not hear of
   * that before it has seen the lease end.
   */
  void granted(Client client) {
    if (awaitsGrant && client.isBrief()) {
      awaitsGrant = false;
      troubles.note(Fault.AMBUSH, "cut when " + client.name() + " has what it gives back");
      troubles.breakages().cut();
      troubles.later(longest.plus(troubles.anyTime()), troubles.breakages()::heal);
    }
  }

  void lay(Host host, FailoverState state, Consumer<Host> strike) {
    waits.add(new Wait(host, state, strike));
  }

  void giveUp() {
    awaitsGrant = false;
    waits.clear();
  }

  /** To be called after each step. */
  void look() {
    for (int i = 0; i < waits.size(); i++) {
      Wait wait = waits.get(i);
      for (Host host : pair.hosts()) {
        boolean meant = wait.host == null || wait.host == host;
        if (meant && host.isRunning() && host.known() == wait.state) {
          waits.remove(i);
          wait.strike.accept(host);
          return;
        }
      }
    }
  }

  private void strike(Host host) {
    Host partner = pair.other(host);
    FailoverState state = host.known();
    String where = host.name() + " in " + state;
    int how = dice.nextInt(10);
    if (how >= 6 && RESOLVING.contains(state)) {
      relapse.begin(dice.nextBoolean() ? host : partner, where, dice.split());
    } else if (how >= 8 && state == FailoverState.RECOVER) {
      word(host, where);
    } else if (how == 7 && state == FailoverState.RECOVER) {
      stuck(host, where);
    } else if (how == 0) {
      troubles.die(host, where);
    } else if (how == 1) {
      troubles.die(partner, where);
    } else if (how == 2) {
      stall(host, where);
    } else if (how == 3) {
      troubles.note(Fault.AMBUSH, "full disk at " + where);
      troubles.breakages().fillDisk(dice.nextInt(3) > 0 ? host : partner);
    } else {
      cut(host, where);
    }
  }

  private void stall(Host host, String where) {
    Network.Direction way = new Network.Direction(host.name(), pair.other(host).name());
    troubles.note(Fault.AMBUSH, "stall at " + where);
    pair.network().stall(dice.nextBoolean() ? way : way.back());
    troubles.later(troubles.anyTime(), troubles.breakages()::heal);
  }

  private void cut(Host host, String where) {
    troubles.note(Fault.AMBUSH, "cut at " + where);
    troubles.breakages().cut();
    if (dice.nextBoolean()) {
      troubles.later(troubles.anyTime().dividedBy(4), () -> troubles.declareIfRunning(host));
    }
    troubles.later(troubles.anyTime(), troubles.breakages()::heal);
  }

  /** An operator says at once that the partner is down, which just was there, and may be needed. */
  private void word(Host host, String where) {
    Network.Direction way = new Network.Direction(host.name(), pair.other(host).name());
    troubles.note(Fault.AMBUSH, "cut and partner-down at " + where);
    troubles.breakages().cut();
    pair.network().reset(way);
    troubles.later(
        Duration.ofMillis(1 + dice.nextLong(3000)),
        () -> {
          if (host.isRunning() && host.mustHear() && host.knowsPartner()) {
            troubles.declare(host); // and is refused
          } else {
            troubles.declareIfRunning(host);
          }
        });
    troubles.later(troubles.anyTime(), troubles.breakages()::heal);
  }

  /** The answer to its question comes while it can store nothing, and is late to be looked at. */
  private void stuck(Host host, String where) {
    troubles.note(Fault.AMBUSH, "stall and full disk at " + where);
    pair.network().stall(new Network.Direction(pair.other(host).name(), host.name()));
    troubles.later(
        Duration.ofMillis(500),
        () ->
            troubles
                .breakages()
                .fillDisk(
                    host, Duration.ofMillis(patienceMillis + dice.nextLong(LIFE_SIGN_MILLIS))));
    troubles.later(
        Duration.ofMillis(LIFE_SIGN_MILLIS - 1000 + dice.nextLong(2000)),
        troubles.breakages()::heal);
  }
}
