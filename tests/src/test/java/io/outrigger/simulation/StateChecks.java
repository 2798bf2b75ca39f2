package io.outrigger.simulation;

import io.outrigger.dhcp.MessageType;
import io.outrigger.endpoint.FailoverState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * States of endpoints, from outside: each goes only where RFC 8156 lets it go, no pair of states
 * lasts that must not, and a state that forbids an answer gives none.
 */
final class StateChecks {
  private static final long A_MOMENT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int SYNCS_OF_POOLS = 3;
  private static final Map<FailoverState, Set<FailoverState>> LEGAL = legal();
  private static final Set<FailoverState> SILENT =
      EnumSet.of(
          FailoverState.STARTUP,
          FailoverState.RECOVER,
          FailoverState.RECOVER_WAIT,
          FailoverState.POTENTIAL_CONFLICT);

  /** Whose partner may stay NORMAL while what brings it here is on its way. */
  private static final Set<FailoverState> NOT_BESIDE_NORMAL =
      EnumSet.complementOf(EnumSet.of(FailoverState.NORMAL));

  private final Pair pair;
  private final World world;
  private final long lastingNanos;
  private final Map<String, Integer> pairs = new TreeMap<>();
  private String lastPair = "";
  private boolean mayLast = true;
  private long pairSince;
  private final long[] since = new long[2];
  private final FailoverState[] last = {FailoverState.STARTUP, FailoverState.STARTUP};
  private final KnownPairs known;

  /** When a server last came back that had been in PARTNER-DOWN. */
  private final Map<Host, Long> begunAlone = new LinkedHashMap<>();

  /**
   * @param patience after which a server has noticed that its partner does not answer
   */
  StateChecks(Pair pair, Duration patience) {
    this.pair = pair;
    this.world = pair.world();
    this.lastingNanos = patience.toNanos();
    this.known = new KnownPairs(pair, patience);
  }

  private static Map<FailoverState, Set<FailoverState>> legal() {
    Map<FailoverState, Set<FailoverState>> legal = new EnumMap<>(FailoverState.class);
    Set<FailoverState> any = EnumSet.allOf(FailoverState.class);
    any.remove(FailoverState.STARTUP);
    any.remove(FailoverState.NORMAL); // communications are not "OK" at a start
    legal.put(FailoverState.STARTUP, any);
    put(legal, "PARTNER_DOWN", "POTENTIAL_CONFLICT", "NORMAL");
    put(legal, "RECOVER", "RECOVER_WAIT", "POTENTIAL_CONFLICT", "PARTNER_DOWN");
    put(legal, "RECOVER_WAIT", "RECOVER_DONE", "PARTNER_DOWN");
    put(
        legal,
        "RECOVER_DONE",
        "NORMAL",
        "COMMUNICATIONS_INTERRUPTED",
        "POTENTIAL_CONFLICT",
        "PARTNER_DOWN");
    put(legal, "NORMAL", "COMMUNICATIONS_INTERRUPTED", "PARTNER_DOWN");
    put(legal, "COMMUNICATIONS_INTERRUPTED", "NORMAL", "PARTNER_DOWN", "POTENTIAL_CONFLICT");
    put(legal, "POTENTIAL_CONFLICT", "RESOLUTION_INTERRUPTED", "CONFLICT_DONE", "NORMAL");
    put(legal, "RESOLUTION_INTERRUPTED", "POTENTIAL_CONFLICT", "PARTNER_DOWN");
    put(legal, "CONFLICT_DONE", "NORMAL", "PARTNER_DOWN");
    return legal;
  }

  private static void put(Map<FailoverState, Set<FailoverState>> legal, String from, String... to) {
    Set<FailoverState> targets = EnumSet.noneOf(FailoverState.class);
    for (String each : to) {
      targets.add(FailoverState.valueOf(each));
    }
    legal.put(FailoverState.valueOf(from), targets);
  }

  /** A server has said so, by the names of the RFC. */
  void changed(String server, String from, String to) {
    FailoverState target = state(to);
    if (!LEGAL.getOrDefault(state(from), Set.of()).contains(target)) {
      world.violated("transitions: %s goes from %s to %s".formatted(server, from, to));
    }
    Host host = pair.host(server);
    if (target == FailoverState.CONFLICT_DONE && host == pair.hosts().get(1)) {
      world.violated("transitions: the secondary is in CONFLICT-DONE");
    }
    if (state(from) == FailoverState.STARTUP) {
      host.lastState().ifPresent(before -> begun(host, before, target));
    }
  }

  /** RFC 8156 §8.3.2: what a server comes back to, by what it was in when it ended. */
  private void begun(Host host, FailoverState before, FailoverState target) {
    if (before == FailoverState.PARTNER_DOWN) {
      begunAlone.put(host, world.nanos());
    }
    Set<FailoverState> expected = EnumSet.of(resumed(before));
    if (host.wasLinked() || before != FailoverState.PARTNER_DOWN) {
      // It may have gone there in its last moment.
      LEGAL.getOrDefault(before, Set.of()).forEach(each -> expected.add(resumed(each)));
    }
    if (pair.other(host).isAlone()) {
      expected.add(FailoverState.RECOVER); // step 5
      expected.add(FailoverState.POTENTIAL_CONFLICT);
    }
    if (before == FailoverState.PARTNER_DOWN && hasSaidPartnerDown(pair.other(host))) {
      expected.add(FailoverState.POTENTIAL_CONFLICT);
      if (hasJustBegunAlone(pair.other(host))) {
        expected.add(FailoverState.RECOVER); // this one had ended when the other went alone
      }
    }
    if (host.isAlone()) {
      expected.add(FailoverState.PARTNER_DOWN);
    }
    if (!expected.contains(target)) {
      world.violated(
          "transitions: %s ended in %s and comes back to %s"
              .formatted(host.name(), before, target));
    }
  }

  /**
   * A moment ago, in STARTUP: it has seen since then that both were alone, or its partner later, or
   * has died.
   */
  private boolean hasSaidPartnerDown(Host other) {
    return other.known() == FailoverState.POTENTIAL_CONFLICT
        || ((other.known() == FailoverState.RECOVER || !other.isRunning())
            && hasJustBegunAlone(other));
  }

  private boolean hasJustBegunAlone(Host other) {
    return world.nanos() - begunAlone.getOrDefault(other, Long.MIN_VALUE / 2) < A_MOMENT_NANOS;
  }

  private static FailoverState resumed(FailoverState before) {
    return switch (before) {
      case NORMAL -> FailoverState.COMMUNICATIONS_INTERRUPTED;
      case POTENTIAL_CONFLICT -> FailoverState.RESOLUTION_INTERRUPTED;
      default -> before;
    };
  }

  private static FailoverState state(String rfcName) {
    return FailoverState.valueOf(rfcName.replace('-', '_'));
  }

  /** How often each pair of states came. */
  Map<String, Integer> pairs() {
    return pairs;
  }

  /** How often each state came with what the server knew of its partner then. */
  Map<String, Integer> known() {
    return known.counts();
  }

  /** To be called after each step. */
  void look() {
    known.look();
    boolean changed = false;
    for (int i = 0; i < 2; i++) {
      FailoverState now = pair.hosts().get(i).known();
      if (now != last[i]) {
        last[i] = now;
        since[i] = world.nanos();
        changed = true;
      }
    }
    if (changed) {
      lastPair = last[0] + "/" + last[1];
      mayLast = !isBesideNormal(last[0], last[1]) && !isBesideNormal(last[1], last[0]);
      pairs.merge(lastPair, 1, Integer::sum);
      pairSince = world.nanos();
    } else if (!mayLast && world.nanos() - pairSince > lastingNanos) {
      lasts();
    }
  }

  private static boolean isBesideNormal(FailoverState one, FailoverState other) {
    return one == FailoverState.NORMAL && NOT_BESIDE_NORMAL.contains(other);
  }

  private void lasts() {
    if (pair.hosts().stream()
        .allMatch(each -> each.lastDiskTrouble() < world.nanos() - lastingNanos)) {
      world.violated(
          "state pairs: " + lastPair + " lasts, with nobody there for the one in NORMAL");
    }
  }

  /** A server answers a client. */
  void answered(Host host, MessageType type) {
    int index = pair.hosts().indexOf(host);
    FailoverState state = last[index];
    // What allows it is published before it is known here: other pools may have to store first.
    long moment = A_MOMENT_NANOS + SYNCS_OF_POOLS * host.longestSync().toNanos();
    if (since[index] > world.nanos() - moment || host.known() != state) {
      return;
    }
    boolean offersAsSecondary =
        index == 1 && state == FailoverState.NORMAL && type == MessageType.ADVERTISE;
    if (SILENT.contains(state) || offersAsSecondary) {
      long seen = since[index];
      world.after(
          Duration.ofNanos(moment),
          () -> {
            if (since[index] == seen) {
              world.violated("silence: %s in %s sends %s".formatted(host.name(), state, type));
            }
          });
    }
  }
}
