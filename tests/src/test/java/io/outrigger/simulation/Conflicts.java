package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where RFC 8156 itself gives up: a server is in PARTNER-DOWN while its partner serves behind a
 * cut. Then one resource may be held twice. What is demanded is that both notice and resolve it
 * (§8.10).
 */
final class Conflicts {
  private static final Set<FailoverState> SERVING =
      EnumSet.of(
          FailoverState.COMMUNICATIONS_INTERRUPTED,
          FailoverState.PARTNER_DOWN,
          FailoverState.RESOLUTION_INTERRUPTED,
          FailoverState.CONFLICT_DONE);

  private final Pair pair;
  private final Checks checks;
  private boolean open;
  private boolean noticed;
  private boolean someoneDied;
  private int resolved;

  Conflicts(Pair pair, Checks checks) {
    this.pair = pair;
    this.checks = checks;
  }

  boolean isOpen() {
    return open;
  }

  /** How many were noticed and resolved. */
  int resolved() {
    return resolved;
  }

  /** A server dies: how it comes back says whether there still is a conflict. */
  void died() {
    someoneDied = true;
  }

  /** To be called after each step. */
  void look() {
    Host a = pair.hosts().get(0);
    Host b = pair.hosts().get(1);
    FailoverState stateA = a.known();
    FailoverState stateB = b.known();
    if (!open) {
      if (isConflict(stateA, stateB) || isConflict(stateB, stateA)) {
        open = true;
        noticed = false;
        someoneDied = false;
        checks.doubtAll();
      }
      return;
    }
    noticed |=
        stateA == FailoverState.POTENTIAL_CONFLICT || stateB == FailoverState.POTENTIAL_CONFLICT;
    if (stateA == FailoverState.NORMAL && stateB == FailoverState.NORMAL) {
      open = false;
      checks.doubtFor(Duration.ZERO);
      if (noticed) {
        resolved++;
      } else if (!someoneDied) {
        throw new Violation("conflict: both served alone, and neither noticed");
      }
    }
  }

  private static boolean isConflict(FailoverState one, FailoverState other) {
    return one == FailoverState.PARTNER_DOWN && SERVING.contains(other);
  }
}
