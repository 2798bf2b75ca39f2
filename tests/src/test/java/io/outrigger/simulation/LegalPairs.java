package io.outrigger.simulation;

import static io.outrigger.endpoint.FailoverState.COMMUNICATIONS_INTERRUPTED;
import static io.outrigger.endpoint.FailoverState.CONFLICT_DONE;
import static io.outrigger.endpoint.FailoverState.NORMAL;
import static io.outrigger.endpoint.FailoverState.PARTNER_DOWN;
import static io.outrigger.endpoint.FailoverState.POTENTIAL_CONFLICT;
import static io.outrigger.endpoint.FailoverState.RECOVER;
import static io.outrigger.endpoint.FailoverState.RECOVER_DONE;
import static io.outrigger.endpoint.FailoverState.RECOVER_WAIT;
import static io.outrigger.endpoint.FailoverState.RESOLUTION_INTERRUPTED;

import io.outrigger.endpoint.FailoverState;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which state a server may be that talks with a partner of which it knows this state (RFC 8156
 * §8.4 to §8.12). One that forgets nothing is never in a pair that the sections have it leave.
 */
final class LegalPairs {
  /** What the partner may have said last. */
  private static final Map<FailoverState, Set<FailoverState>> LEGAL =
      new EnumMap<>(FailoverState.class);

  /** The pairs of those that may last; all others are on their way to one. */
  private static final Map<FailoverState, Set<FailoverState>> LASTING =
      new EnumMap<>(FailoverState.class);

  static {
    Set<FailoverState> before =
        EnumSet.of(RECOVER, RECOVER_WAIT, COMMUNICATIONS_INTERRUPTED, PARTNER_DOWN, RECOVER_DONE);
    LEGAL.put(RECOVER, before);
    // Two that are new have nothing to wait for (§8.6.2), and no two lose their state at once.
    LEGAL.put(RECOVER_WAIT, EnumSet.of(COMMUNICATIONS_INTERRUPTED, PARTNER_DOWN));
    LEGAL.put(RECOVER_DONE, EnumSet.of(COMMUNICATIONS_INTERRUPTED, PARTNER_DOWN));
    LEGAL.put(NORMAL, EnumSet.of(NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE, CONFLICT_DONE));
    LEGAL.put(COMMUNICATIONS_INTERRUPTED, EnumSet.of(RECOVER, RECOVER_WAIT));
    // Also after an operator's word in NORMAL: §8.4.2 looks at the partner when it says more.
    LEGAL.put(
        PARTNER_DOWN,
        EnumSet.of(
            RECOVER,
            RECOVER_WAIT,
            NORMAL,
            COMMUNICATIONS_INTERRUPTED,
            RECOVER_DONE,
            CONFLICT_DONE));
    // What recovers beside a server that resolves conflicts resolves them too (§8.5.2).
    Set<FailoverState> conflict = EnumSet.allOf(FailoverState.class);
    conflict.removeAll(EnumSet.of(FailoverState.STARTUP, RECOVER_WAIT, RECOVER_DONE));
    LEGAL.put(POTENTIAL_CONFLICT, conflict);
    // A secondary whose NORMAL was lost with the connection comes back from §8.9 or §8.4.
    LEGAL.put(
        CONFLICT_DONE,
        EnumSet.of(
            POTENTIAL_CONFLICT,
            RESOLUTION_INTERRUPTED,
            RECOVER,
            COMMUNICATIONS_INTERRUPTED,
            PARTNER_DOWN));

    Set<FailoverState> recovering = EnumSet.of(RECOVER, RECOVER_WAIT);
    Set<FailoverState> beside =
        EnumSet.of(RECOVER, RECOVER_WAIT, COMMUNICATIONS_INTERRUPTED, PARTNER_DOWN);
    LASTING.put(NORMAL, EnumSet.of(NORMAL));
    LASTING.put(COMMUNICATIONS_INTERRUPTED, recovering);
    LASTING.put(PARTNER_DOWN, recovering);
    LASTING.put(RECOVER, beside);
    LASTING.put(RECOVER_WAIT, LEGAL.get(RECOVER_WAIT));
    LASTING.put(POTENTIAL_CONFLICT, EnumSet.of(POTENTIAL_CONFLICT, CONFLICT_DONE));
    LASTING.put(CONFLICT_DONE, EnumSet.of(POTENTIAL_CONFLICT));
  }

  private LegalPairs() {}

  /**
   * @param startup whether the partner said so in STARTUP, before it acts on anything
   */
  static boolean isLegal(boolean primary, FailoverState own, FailoverState told, boolean startup) {
    if ((told == CONFLICT_DONE && primary) || (own == CONFLICT_DONE && !primary)) {
      return false; // which is the primary's alone
    }
    return (own == PARTNER_DOWN && startup) || LEGAL.getOrDefault(own, Set.of()).contains(told);
  }

  static boolean mayLast(FailoverState own, FailoverState told) {
    return LASTING.getOrDefault(own, Set.of()).contains(told);
  }

  static String name(boolean primary, FailoverState own, FailoverState told) {
    return (primary ? "primary " : "secondary ") + own + " knows " + told;
  }

  static int count() {
    return names().size();
  }

  /** Those that were not met. */
  static Set<String> missing(Collection<String> met) {
    Set<String> missing = names();
    missing.removeAll(met);
    return missing;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (boolean primary : List.of(true, false)) {
      LEGAL.forEach(
          (own, all) ->
              all.stream()
                  .filter(told -> isLegal(primary, own, told, false))
                  .forEach(told -> names.add(name(primary, own, told))));
    }
    return names;
  }
}
