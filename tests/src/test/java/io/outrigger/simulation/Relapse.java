package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Misfortunes one upon the other: a server loses its state while conflicts are being resolved, its
 * partner dies before it has told it all again, and an operator has it serve alone nevertheless.
 */
final class Relapse {
  private static final long MOST_MORE_MILLIS = 1_200_000;

  private final Pair pair;
  private final Troubles troubles;
  private final Ambush ambush;
  private final Duration mclt;
  private SplittableRandom dice = new SplittableRandom(0);

  Relapse(Pair pair, Troubles troubles, Ambush ambush, Duration mclt) {
    this.mclt = mclt;
    this.pair = pair;
    this.troubles = troubles;
    this.ambush = ambush;
  }

  void begin(Host host, String where, SplittableRandom chance) {
    dice = chance;
    if (troubles.loseInConflict(host, where, soon()) && dice.nextInt(3) > 0) {
      ambush.lay(host, FailoverState.POTENTIAL_CONFLICT, this::alone);
    }
  }

  /** From now on the host serves with what it has, and the partner comes back to that. */
  private void alone(Host host) {
    Host partner = pair.other(host);
    if (!host.mustHear() || !partner.isRunning()) {
      return;
    }
    troubles.die(partner, "before it has told all", away());
    troubles.later(Duration.ofMillis(100), () -> declare(host));
    ambush.lay(host, FailoverState.NORMAL, this::again);
  }

  /** Once it knows that nobody is there. */
  private void declare(Host host) {
    if (host.isRunning() && !pair.other(host).isRunning()) {
      if (host.known() == FailoverState.RESOLUTION_INTERRUPTED) {
        troubles.declare(host);
      } else {
        troubles.later(Duration.ofSeconds(1), () -> declare(host));
      }
    }
  }

  /** It is NORMAL, and asks for all that it lost. */
  private void again(Host host) {
    String where = host.name() + " that asks in NORMAL";
    switch (dice.nextInt(6)) {
      case 0, 1 -> {
        troubles.note(Fault.AMBUSH, "partner-down at " + where);
        troubles.declare(host);
      }
      case 2 -> {
        troubles.note(Fault.AMBUSH, "full disk at " + where);
        troubles.breakages().fillDisk(host, Duration.ofMinutes(2));
      }
      case 3, 4 -> {
        troubles.note(Fault.AMBUSH, "full disk at the partner of " + where);
        troubles.breakages().fillDisk(pair.other(host), Duration.ofMinutes(2));
      }
      default -> {}
    }
  }

  /** At times for so long that what was leased meanwhile is free again (§8.4.1). */
  private Duration away() {
    Duration brief = soon().plusSeconds(40);
    return dice.nextInt(3) > 0
        ? brief
        : brief.plus(mclt.multipliedBy(2)).plusMillis(dice.nextLong(MOST_MORE_MILLIS));
  }

  private Duration soon() {
    return Duration.ofMillis(dice.nextLong(30_000));
  }
}
