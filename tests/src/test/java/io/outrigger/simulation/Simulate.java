package io.outrigger.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The command line: one seed, fresh ones for some time, or deliberate faults. */
public final class Simulate {
  private static final int BAD = 1;
  private static final int USAGE = 2;
  private static final int MUTANT_SEEDS = 60;
  private static final String SYNOPSIS =
      """
      simulate --seed N [--hours H] [--trace] [--shrink]   one history
               [--clients C] [--without KINDS] [--drop NUMBERS] [--calm]   less of it
      simulate --for TIME [--from SEED] [--seeds N] [--hours H] [--coverage]   fresh ones
      simulate --seeds FROM..TO [--for TIME] [--hours H] [--coverage]   these, or as many as fit
      simulate --mutants [NAME] [--from SEED] [--seeds N]   deliberate faults, one at a time
      simulate --mutant NAME --seed N [--hours H] [--trace] [--shrink]   one history with one of them
      """;

  private Order order = Order.of(0, 12);
  private boolean traced;
  private boolean shrunk;
  private boolean whole;
  private Duration time = Duration.ZERO;
  private long from = -1;
  private int seeds = Integer.MAX_VALUE;
  private boolean ranged;
  private String mutants = "-";
  private String mutant = "";

  private Simulate() {}

  public static void main(String[] args) {
    Simulate simulate = new Simulate();
    try {
      simulate.read(args);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("simulate: " + e.getMessage());
      System.err.print(SYNOPSIS);
      System.exit(USAGE);
    }
    System.exit(simulate.mutant.isEmpty() ? simulate.run() : inCopy(simulate.mutant, args));
  }

  private static int inCopy(String mutant, String[] args) {
    return (Integer)
        new MutantLoader(List.of(Mutants.named(mutant)))
            .call(Simulate.class.getName(), "again", (Object) args);
  }

  /** In the copy that has the mutant. */
  static int again(String[] args) {
    Simulate simulate = new Simulate();
    simulate.read(args);
    return simulate.one();
  }

  private void read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--seed" -> order = Order.of(Long.parseLong(args[++i]), order.hours());
        case "--hours" -> order = order.hours(Integer.parseInt(args[++i]));
        case "--clients" -> order = order.clients(Integer.parseInt(args[++i]));
        case "--without" -> {
          for (String each : args[++i].split(",", -1)) {
            order = order.without(Fault.valueOf(each.toUpperCase(Locale.ROOT).replace('-', '_')));
          }
        }
        case "--drop" ->
            order =
                order.dropping(
                    Arrays.stream(args[++i].split(",", -1)).map(Integer::valueOf).toList());
        case "--calm" -> order = order.calmed();
        case "--from" -> from = Long.parseLong(args[++i]);
        case "--seeds" -> readSeeds(args[++i]);
        case "--for" -> time = Texts.duration(args[++i]);
        case "--trace" -> traced = true;
        case "--shrink" -> shrunk = true;
        case "--coverage" -> whole = true;
        case "--mutant" -> mutant = Mutants.named(args[++i]).name();
        case "--mutants" ->
            mutants = i + 1 < args.length && !args[i + 1].startsWith("-") ? args[++i] : "";
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
  }

  /** A number of seeds, or the first and the last of them. */
  private void readSeeds(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      seeds = Integer.parseInt(text);
      return;
    }
    from = Long.parseLong(text.substring(0, dots));
    seeds = Math.toIntExact(Long.parseLong(text.substring(dots + 2)) - from + 1);
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds " + text + ": the last is before the first");
    }
    ranged = true;
  }

  private int run() {
    if (!mutants.equals("-")) {
      return MutantHunt.all(
          Math.max(1, from), seeds == Integer.MAX_VALUE ? MUTANT_SEEDS : seeds, mutants);
    }
    if (!time.isZero() || ranged) {
      long first = from < 0 ? System.currentTimeMillis() : from;
      long nanos = time.isZero() ? Long.MAX_VALUE / 2 : time.toNanos();
      return Campaign.inCopy(first, seeds, order.hours(), nanos, whole);
    }
    return one();
  }

  private int one() {
    long began = System.nanoTime();
    History.Result result = History.run(order, traced ? System.out::println : History.SILENT);
    if (shrunk && !result.isGood()) {
      System.out.println("found: " + size(result));
      order = new Shrinker(result, System.err::println).shrink();
      result = History.run(order, traced ? System.out::println : History.SILENT);
    }
    if (shrunk && !result.isGood()) {
      System.out.println("left: " + size(result));
    }
    System.out.println(order.options());
    System.out.println("faults " + result.faults());
    System.out.println("transitions " + result.rules());
    if (!result.isGood()) {
      report(result);
    }
    System.out.printf(
        Locale.ROOT,
        "seed %d: %.1f h, %d steps, %d leases given, fingerprint %s, %.1f s%n",
        order.seed(),
        result.endedAfterHours(),
        result.steps(),
        result.grants(),
        result.fingerprint(),
        (System.nanoTime() - began) / 1e9);
    return result.isGood() ? 0 : BAD;
  }

  private static String size(History.Result result) {
    Order order = result.order();
    return String.format(
        Locale.ROOT,
        "%d faults, %d clients, %.1f h of %d",
        order.plan().size(),
        order.options().clients(),
        result.endedAfterHours(),
        order.hours());
  }

  private void report(History.Result result) {
    List<FaultPlan.Planned> plan = order.plan();
    if (shrunk) {
      plan.forEach(
          each ->
              System.out.printf(
                  Locale.ROOT,
                  "fault %d: %s at %s%n",
                  each.number(),
                  each.fault(),
                  Texts.clock(each.at().toNanos())));
    }
    result.diagram().forEach(System.out::println);
    System.out.println("VIOLATION " + result.violation());
    String copy = mutant.isEmpty() ? "" : "--mutant \"" + mutant + "\" ";
    System.out.println(
        "again: scripts/simulate " + copy + order.command() + " at revision " + revision());
  }

  private static String revision() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectErrorStream(true)
              .start();
      String said =
          new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
