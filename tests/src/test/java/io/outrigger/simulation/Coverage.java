package io.outrigger.simulation;

import io.outrigger.endpoint.Rule;
import io.outrigger.endpoint.Transitions;
import io.outrigger.lease.BindingStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rows of the transition table and which cells of Figure 4 are met. The places that know are
 * probed in the copy of the sources that a simulation loads, so that what is shipped needs no word
 * of it.
 */
final class Coverage {
  /** The probes find the set by this name, whichever loader they come from. */
  private static final String PROPERTY = "outrigger-simulation.seen";

  private static final String SEEN =
      "((java.util.Set<Object>) System.getProperties().get(\"" + PROPERTY + "\")).add(";

  /** Rows that no history takes, and why. */
  static final Map<String, String> UNREACHABLE = unreachable();

  private Coverage() {}

  private static Map<String, String> unreachable() {
    Map<String, String> reasons = new TreeMap<>();
    reasons.put("8.3.2/2c", "needs exchanged roles, which only a restart with another file brings");
    reasons.put(
        "8.7.2/3",
        "a partner goes to POTENTIAL-CONFLICT only by a state in which this server has served, or"
            + " by its own PARTNER-DOWN; from both it hears so in RECOVER, and goes there too"
            + " (docs/simulation.md)");
    reasons.put("8.1/4", "a guard: the end of a connection is passed on once, while it is there");
    reasons.put("8.1/12", "a guard: an endpoint is started once");
    reasons.put("8.1/13", "a guard: a connection is replaced only after the end of the older one");
    reasons.put("8.1/14", "a guard: a STATE of a connection that is gone is dropped before");
    reasons.put("8.1/15", "a guard: the connection refuses it before");
    return reasons;
  }

  /** Makes the copy of the sources say what it takes. */
  static List<Mutant> probes() {
    String endpoint = "actors/src/main/java/io/outrigger/endpoint/StepRun.java";
    String conflict = "persistence/src/main/java/io/outrigger/lease/ConflictRules.java";
    return List.of(
        new Mutant(
            "rows",
            endpoint,
            "    rules.add(rule);\n",
            "    rules.add(rule);\n" + say("rule.id()")),
        new Mutant(
            "entries",
            endpoint,
            "        rules.add(row);\n",
            "        rules.add(row);\n" + say("row.id()")),
        new Mutant(
            "cells",
            conflict,
            "    if (stored == null) {\n      return Judgement.ACCEPTED;",
            say("(stored == null ? \"NONE\" : stored.status()) + \" <- \" + update.status()")
                + "    if (stored == null) {\n      return Judgement.ACCEPTED;"));
  }

  private static String say(String what) {
    return SEEN + what + ");\n";
  }

  static Set<Object> begin() {
    Set<Object> seen = ConcurrentHashMap.newKeySet();
    System.getProperties().put(PROPERTY, seen);
    return seen;
  }

  /** Rows that should have been taken. */
  static List<String> missingRows(Set<Object> seen) {
    List<String> missing = new ArrayList<>();
    for (Rule rule : Transitions.table()) {
      if (!seen.contains(rule.id()) && !UNREACHABLE.containsKey(rule.id())) {
        missing.add(rule.id());
      }
    }
    return missing;
  }

  /** Rows that are said to be unreachable, and are not. */
  static List<String> takenNevertheless(Set<Object> seen) {
    return UNREACHABLE.keySet().stream().filter(seen::contains).toList();
  }

  static Set<String> missingCells(Set<Object> seen) {
    Set<String> missing = new TreeSet<>();
    for (BindingStatus stored : BindingStatus.values()) {
      for (BindingStatus update : BindingStatus.values()) {
        if (!seen.contains(stored + " <- " + update)) {
          missing.add(stored + " <- " + update);
        }
      }
    }
    return missing;
  }

  static String brief(Set<Object> seen) {
    int rows = Transitions.table().size() - UNREACHABLE.size();
    int cells = BindingStatus.values().length * BindingStatus.values().length;
    return "rows %d of %d, cells of Figure 4 %d of %d"
        .formatted(rows - missingRows(seen).size(), rows, cells - missingCells(seen).size(), cells);
  }

  static List<String> whole(Set<Object> seen) {
    List<String> lines = new ArrayList<>();
    for (Rule rule : Transitions.table()) {
      String reason = UNREACHABLE.get(rule.id());
      String how = seen.contains(rule.id()) ? "taken" : reason == null ? "NOT TAKEN" : reason;
      lines.add("%-9s %s".formatted(rule.id(), how));
    }
    lines.add("cells not met (stored <- received): " + missingCells(seen));
    return lines;
  }
}
