package io.outrigger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for a seed that shows that a mutant is wrong. */
final class MutantHunt {
  private static final int HOURS = 12;

  /**
   * @param caught by which checker; empty: by none
   * @param hours simulated until then, from the first seed on
   */
  record Outcome(Mutant mutant, String caught, long seed, double hours) {}

  private MutantHunt() {}

  static Outcome hunt(Mutant mutant, long from, int seeds) {
    MutantLoader copy = new MutantLoader(List.of(mutant));
    if (!mutant.scenario().isEmpty()) {
      boolean same = (Boolean) copy.call(MutantHunt.class.getName(), "endsAs", text(mutant));
      return new Outcome(mutant, same ? "" : "scenario " + mutant.scenario(), 0, 0);
    }
    String[] came = (String[]) copy.call(MutantHunt.class.getName(), "search", from, seeds);
    return new Outcome(mutant, came[0], Long.parseLong(came[1]), Double.parseDouble(came[2]));
  }

  private static String text(Mutant mutant) {
    return MutantLoader.read("tests/src/test/resources/scenarios/" + mutant.scenario() + ".txt");
  }

  /** In the copy that has the mutant: whether a scenario still ends as it is written. */
  static boolean endsAs(String text) {
    try {
      return Scenario.run(text).equals(text);
    } catch (AssertionError e) {
      return false; // what it expects is not so
    }
  }

  /** In the copy that has the mutant. */
  static String[] search(long from, int seeds) {
    double hours = 0;
    for (int i = 0; i < seeds; i++) {
      History.Result result = History.run(Order.of(from + i, HOURS), History.SILENT);
      hours += result.endedAfterHours();
      if (!result.isGood()) {
        return new String[] {result.checker(), Long.toString(from + i), Double.toString(hours)};
      }
    }
    return new String[] {"", Long.toString(from), Double.toString(hours)};
  }

  /** All of them, as a table in Markdown; returns the exit status. */
  static int all(long from, int seeds, String only) {
    List<String> missed = new ArrayList<>();
    System.out.println("| mutant | caught by | seed | simulated hours |");
    System.out.println("|---|---|---|---|");
    for (Mutant each : Mutants.all()) {
      if (!each.name().contains(only)) {
        continue;
      }
      Outcome outcome = hunt(each, from, seeds);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.1f |%n",
          each.name(),
          outcome.caught.isEmpty() ? "nobody" : outcome.caught,
          each.scenario().isEmpty() ? outcome.seed : "",
          outcome.hours);
      if (outcome.caught.isEmpty()) {
        missed.add(each.name());
      }
    }
    System.out.println(missed.isEmpty() ? "all are caught" : "not caught: " + missed);
    return missed.isEmpty() ? 0 : 1;
  }
}
