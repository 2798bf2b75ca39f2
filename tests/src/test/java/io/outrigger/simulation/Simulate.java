package io.outrigger.simulation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The command line: one seed, or fresh ones for some time. */
public final class Simulate {
  private static final int BAD = 1;
  private static final int USAGE = 2;

  private Simulate() {}

  public static void main(String[] args) {
    long first = -1;
    int hours = 12;
    boolean traced = false;
    Duration time = Duration.ZERO;
    long from = System.currentTimeMillis();
    int seeds = Integer.MAX_VALUE;
    try {
      for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
          case "--seed" -> first = Long.parseLong(args[++i]);
          case "--from" -> from = Long.parseLong(args[++i]);
          case "--seeds" -> seeds = Integer.parseInt(args[++i]);
          case "--hours" -> hours = Integer.parseInt(args[++i]);
          case "--for" -> time = Texts.duration(args[++i]);
          case "--trace" -> traced = true;
          default -> throw new IllegalArgumentException(args[i]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("simulate: " + e.getMessage());
      System.err.println(
          "simulate --seed N [--hours H] [--trace] | --for TIME [--from SEED] [--hours H]");
      System.exit(USAGE);
    }
    System.exit(
        time.isZero() ? one(Math.max(0, first), hours, traced) : many(from, seeds, hours, time));
  }

  private static int one(long seed, int hours, boolean traced) {
    long began = System.nanoTime();
    History.Result result = History.run(seed, hours, traced ? System.out::println : History.SILENT);
    System.out.println(result.options());
    System.out.println("faults " + result.faults());
    System.out.println("transitions " + result.rules());
    report(result, traced);
    System.out.printf(
        Locale.ROOT,
        "seed %d: %d h, %d steps, %d leases given, fingerprint %s, %.1f s%n",
        seed,
        hours,
        result.steps(),
        result.grants(),
        result.fingerprint(),
        (System.nanoTime() - began) / 1e9);
    return result.isGood() ? 0 : BAD;
  }

  /** Of the whole process: also what compiles and collects. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void report(History.Result result, boolean traced) {
    if (!result.isGood()) {
      if (!traced) {
        result.lastLines().forEach(System.out::println);
      }
      System.out.println("VIOLATION seed " + result.seed() + ": " + result.violation());
    }
  }

  private static int many(long from, int seeds, int hours, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long began = cpuNanos();
    long seed = from;
    int bad = 0;
    long steps = 0;
    long grants = 0;
    Map<String, Integer> rules = new TreeMap<>();
    Map<String, Integer> faults = new TreeMap<>();
    while (System.nanoTime() < end && seed - from < seeds) {
      History.Result result = History.run(seed, hours, History.SILENT);
      steps += result.steps();
      grants += result.grants();
      result.rules().forEach((rule, count) -> rules.merge(rule, count, Integer::sum));
      result.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
      if (!result.isGood()) {
        bad++;
        System.out.println("VIOLATION seed " + result.seed() + ": " + result.violation());
      }
      seed++;
    }
    double seconds = (cpuNanos() - began) / 1e9;
    long histories = seed - from;
    System.out.println("faults " + faults);
    System.out.println("transitions " + rules);
    System.out.printf(
        Locale.ROOT,
        "%d histories of %d h, %d violations; %.0f server-hours and %d leases for a minute of CPU%n",
        histories,
        hours,
        bad,
        histories * hours * 2 * 60 / seconds,
        (long) (grants * 60 / seconds));
    System.out.printf(Locale.ROOT, "%d steps, %.0f a second%n", steps, steps / seconds);
    return bad == 0 ? 0 : BAD;
  }
}
