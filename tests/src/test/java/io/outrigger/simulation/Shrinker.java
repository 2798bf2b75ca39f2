package io.outrigger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks for a smaller history with the same violation. */
final class Shrinker {
  private static final int MOST_RUNS = 150;

  private final Consumer<String> told;
  private final String checker;
  private Order best;
  private int runs;

  /**
   * @param bad ended in a violation
   */
  Shrinker(History.Result bad, Consumer<String> told) {
    this.told = told;
    this.checker = bad.checker();
    this.best = bad.order();
    shorten(bad);
  }

  Order shrink() {
    for (Fault each : Fault.values()) {
      if (best.options().rate(each) > 0) {
        attempt(best.without(each), "without " + each);
      }
    }
    attempt(best.calmed(), "calm");
    int clients = best.options().clients();
    while (clients > 1 && attempt(best.clients(clients / 2), "clients " + clients / 2)) {
      clients /= 2;
    }
    int chunk = Math.max(1, best.plan().size() / 2);
    while (chunk >= 1) {
      dropChunks(chunk);
      chunk = chunk == 1 ? 0 : chunk / 2;
    }
    return best;
  }

  private void dropChunks(int chunk) {
    List<Integer> numbers =
        new ArrayList<>(best.plan().stream().map(FaultPlan.Planned::number).toList());
    for (int from = 0; from < numbers.size(); from += chunk) {
      List<Integer> some = numbers.subList(from, Math.min(from + chunk, numbers.size()));
      attempt(best.dropping(some), "dropped " + some.size());
    }
  }

  private boolean attempt(Order smaller, String how) {
    if (runs >= MOST_RUNS) {
      return false;
    }
    runs++;
    History.Result result = History.run(smaller, History.SILENT);
    boolean same = !result.isGood() && result.checker().equals(checker);
    if (same) {
      best = smaller;
      shorten(result);
      told.accept(how + ": " + best.plan().size() + " faults in " + best.hours() + " h left");
    }
    return same;
  }

  /** What would come after the violation does not matter, unless peace is part of it. */
  private void shorten(History.Result result) {
    int needed = (int) Math.ceil(result.endedAfterHours());
    if (needed < best.hours()) {
      best = best.hours(Math.max(1, needed));
    }
  }
}
