package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.UpdDone;
import io.outrigger.failover.wire.UpdReqAll;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where RFC 8156 itself gives up: a server is in PARTNER-DOWN while its partner serves behind a
 * cut. Then one resource may be held twice. What is demanded is that both notice and resolve it
 * (§8.10).
 */
final class Conflicts extends LinkTalk {
  private static final Set<FailoverState> SERVING =
      EnumSet.of(
          FailoverState.COMMUNICATIONS_INTERRUPTED,
          FailoverState.PARTNER_DOWN,
          FailoverState.RESOLUTION_INTERRUPTED,
          FailoverState.CONFLICT_DONE);

  private static final Set<FailoverState> COMING_BACK =
      EnumSet.of(
          FailoverState.STARTUP,
          FailoverState.RECOVER,
          FailoverState.RECOVER_WAIT,
          FailoverState.RECOVER_DONE);

  private static final int NOTHING_ASKED = -1;

  /** What servers said to clients before the conflict was resolved is heard by then. */
  private static final Duration ANSWERS_ARRIVE = Duration.ofSeconds(1);

  private final Pair pair;
  private final Checks checks;
  private boolean open;
  private boolean demanded;
  private boolean noticed;
  private boolean someoneDied;
  private int resolved;

  /** The states as of the last step. */
  private List<FailoverState> before = List.of(FailoverState.STARTUP, FailoverState.STARTUP);

  /** Servers that have lost their state meanwhile, and what they have asked of their partner. */
  private final Map<String, Integer> incomplete = new HashMap<>();

  Conflicts(Pair pair, Checks checks) {
    this.pair = pair;
    this.checks = checks;
    pair.watch(this);
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

  /** A server has lost its state: until it has been told all again nothing is resolved. */
  void incomplete(Host host) {
    incomplete.put(host.name(), NOTHING_ASKED);
  }

  @Override
  void said(String from, String to, FailoverMessage message) {
    if (message instanceof UpdReqAll request) {
      incomplete.computeIfPresent(from, (each, before) -> request.transactionId());
    }
  }

  @Override
  void heard(String from, String to, FailoverMessage message) {
    if (message instanceof UpdDone done) {
      incomplete.remove(to, done.transactionId());
    }
  }

  /** To be called after each step. */
  void look() {
    Host a = pair.hosts().get(0);
    Host b = pair.hosts().get(1);
    FailoverState stateA = a.known();
    FailoverState stateB = b.known();
    boolean apart = isConflict(stateA, stateB) || isConflict(stateB, stateA);
    if (!open) {
      boolean doubtful =
          mayBeConflict(stateA, stateB) || mayBeConflict(stateB, stateA) || serveInTurns(a, b);
      before = List.of(stateA, stateB);
      if (!apart && !doubtful) {
        return;
      }
      open = true;
      demanded = false;
      noticed = false;
      someoneDied = false;
      checks.doubtAll();
    }
    demanded |= apart;
    noticed |=
        stateA == FailoverState.POTENTIAL_CONFLICT || stateB == FailoverState.POTENTIAL_CONFLICT;
    if (stateA == FailoverState.NORMAL && stateB == FailoverState.NORMAL && incomplete.isEmpty()) {
      open = false;
      checks.doubtFor(ANSWERS_ARRIVE);
      if (noticed) {
        resolved++;
      } else if (demanded && !someoneDied) {
        throw new Violation("conflict: both served alone, and neither noticed");
      }
    }
  }

  /**
   * One serves as if nothing were, and may be about to end; or it found out, after its disk took no
   * writes for long, that its partner had served, which may be down by now (§8.11).
   */
  private static boolean mayBeConflict(FailoverState one, FailoverState other) {
    return (one == FailoverState.PARTNER_DOWN && other == FailoverState.NORMAL)
        || (one == FailoverState.RESOLUTION_INTERRUPTED && other == FailoverState.STARTUP);
  }

  /**
   * One came back in PARTNER-DOWN, or was told so before the two were NORMAL again, while the other
   * does not run, that had been in PARTNER-DOWN, too: each was told so rightly while the other was
   * dead.
   */
  private boolean serveInTurns(Host a, Host b) {
    return cameBack(a, before.get(0), b) || cameBack(b, before.get(1), a);
  }

  private static boolean cameBack(Host one, FailoverState before, Host other) {
    return COMING_BACK.contains(before)
        && one.known() == FailoverState.PARTNER_DOWN
        && other.known() == FailoverState.STARTUP
        && other.lastState().filter(FailoverState.PARTNER_DOWN::equals).isPresent();
  }

  private static boolean isConflict(FailoverState one, FailoverState other) {
    return one == FailoverState.PARTNER_DOWN && SERVING.contains(other);
  }
}
