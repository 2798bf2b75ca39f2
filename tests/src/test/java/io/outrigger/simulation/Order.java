package io.outrigger.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which history to run: a seed, perhaps with less in it than the seed has in store.
 *
 * @param clients at most
 * @param without these kinds of faults
 * @param dropped numbers of faults that do not come
 * @param calm clients keep what they have, and nothing between them and the servers gets lost
 */
record Order(
    long seed, int hours, int clients, Set<Fault> without, Set<Integer> dropped, boolean calm) {
  private static final int ALL = 1_000_000;

  static Order of(long seed, int hours) {
    return new Order(seed, hours, ALL, Set.of(), Set.of(), false);
  }

  Order hours(int fewer) {
    return new Order(seed, fewer, clients, without, dropped, calm);
  }

  Order clients(int fewer) {
    return new Order(seed, hours, fewer, without, dropped, calm);
  }

  Order without(Fault fault) {
    Set<Fault> more = EnumSet.of(fault);
    more.addAll(without);
    return new Order(seed, hours, clients, more, dropped, calm);
  }

  Order dropping(List<Integer> numbers) {
    Set<Integer> more = new TreeSet<>(dropped);
    more.addAll(numbers);
    return new Order(seed, hours, clients, without, more, calm);
  }

  Order calmed() {
    return new Order(seed, hours, clients, without, dropped, true);
  }

  Options options() {
    Options drawn = Options.draw(seed);
    Map<Fault, Double> rates = new EnumMap<>(drawn.rates());
    without.forEach(each -> rates.put(each, 0.0));
    return drawn.with(Math.min(clients, drawn.clients()), rates, calm);
  }

  /** The faults that come. */
  List<FaultPlan.Planned> plan() {
    return FaultPlan.draw(seed, Options.draw(seed), hours).stream()
        .filter(each -> !without.contains(each.fault()) && !dropped.contains(each.number()))
        .toList();
  }

  /** How to run it again. */
  String command() {
    StringBuilder text = new StringBuilder("--seed " + seed + " --hours " + hours);
    if (clients != ALL) {
      text.append(" --clients ").append(clients);
    }
    if (!without.isEmpty()) {
      text.append(" --without ").append(joined(without));
    }
    if (!dropped.isEmpty()) {
      text.append(" --drop ").append(joined(dropped));
    }
    return text + (calm ? " --calm" : "");
  }

  private static String joined(Set<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
