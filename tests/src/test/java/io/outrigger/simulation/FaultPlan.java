package io.outrigger.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** When which fault comes: all that a seed has in store, so that one can be left out. */
final class FaultPlan {

  /**
   * @param number from 0, in the order of time
   * @param relationship from 0, whose servers it concerns
   * @param dice decides how it goes, whatever else happens
   */
  record Planned(int number, int relationship, Fault fault, Duration at, long dice) {}

  private FaultPlan() {}

  static List<Planned> draw(long seed, Options options, int hours) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x6661_756c_7473L);
    List<Planned> plan = new ArrayList<>();
    for (int relationship = 0; relationship < options.relationships(); relationship++) {
      for (Fault fault : Fault.values()) {
        draw(relationship, fault, options.rate(fault), hours, random.split(), plan);
      }
    }
    plan.sort(Comparator.comparing(Planned::at));
    List<Planned> numbered = new ArrayList<>();
    for (Planned each : plan) {
      numbered.add(new Planned(numbered.size(), each.relationship, each.fault, each.at, each.dice));
    }
    return numbered;
  }

  private static void draw(
      int relationship,
      Fault fault,
      double rate,
      int hours,
      SplittableRandom random,
      List<Planned> plan) {
    double at = next(random, rate);
    while (at < hours) {
      Duration time = Duration.ofNanos((long) (at * 3.6e12));
      plan.add(new Planned(0, relationship, fault, time, random.nextLong()));
      at += next(random, rate);
    }
  }

  /** In hours. */
  private static double next(SplittableRandom random, double rate) {
    return rate == 0 ? Double.MAX_VALUE : -Math.log(1 - random.nextDouble()) / rate;
  }
}
