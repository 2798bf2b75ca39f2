package io.outrigger.endpoint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of {@link Transitions} by what they answer: an event looks at a few of them, not all.
 */
final class RowIndex {
  private static final Map<Trigger, List<Rule>> ANSWERING = byTrigger();

  private RowIndex() {}

  private static Map<Trigger, List<Rule>> byTrigger() {
    Map<Trigger, List<Rule>> rows = new EnumMap<>(Trigger.class);
    for (Rule row : Transitions.table()) {
      for (Trigger trigger : row.triggers()) {
        rows.computeIfAbsent(trigger, each -> new ArrayList<>()).add(row);
      }
    }
    return rows;
  }

  /** The rows that an event meets: one, in every situation that there can be. */
  static List<Rule> answering(Trigger trigger, Situation situation) {
    List<Rule> met = new ArrayList<>(1);
    for (Rule row : ANSWERING.getOrDefault(trigger, List.of())) {
      if (row.holds(situation)) {
        met.add(row);
      }
    }
    return met;
  }
}
