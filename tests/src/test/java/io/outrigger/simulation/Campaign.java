package io.outrigger.simulation;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Many histories and what they came to, in a copy of the program that says which rows it takes. */
final class Campaign {
  /** From so many histories of so many hours in all on, each row of the table must be taken. */
  private static final int NIGHTLY = 300;

  private static final int NIGHTLY_HOURS = 2400;
  private static final long PROGRESS_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_SHOWN = 20;

  private final Set<Object> seen = Coverage.begin();
  private final Map<String, Integer> faults = new TreeMap<>();
  private final Map<String, Integer> pairs = new TreeMap<>();
  private final Map<String, Integer> known = new TreeMap<>();
  private long steps;
  private long grants;
  private int conflicts;
  private int histories;
  private int bad;

  /** Runs in a loader of its own; returns the exit status. */
  static int inCopy(long from, int seeds, int hours, long nanos, boolean whole) {
    return (Integer)
        new MutantLoader(Coverage.probes())
            .call(Campaign.class.getName(), "run", from, seeds, hours, nanos, whole);
  }

  static int run(long from, int seeds, int hours, long nanos, boolean whole) {
    return new Campaign().go(from, seeds, hours, nanos, whole);
  }

  private int go(long from, int seeds, int hours, long nanos, boolean whole) {
    long start = System.nanoTime();
    long told = start;
    long began = cpuNanos();
    while (System.nanoTime() - start < nanos && histories < seeds) {
      add(History.run(Order.of(from + histories, hours), History.SILENT));
      histories++;
      if (System.nanoTime() - told > PROGRESS_NANOS) {
        told = System.nanoTime();
        System.err.println(
            "seed " + (from + histories - 1) + ", " + histories + " done, " + bad + " violations");
      }
    }
    double seconds = (cpuNanos() - began) / 1e9;
    System.out.println("faults " + faults);
    if (whole) {
      System.out.println("state pairs " + pairs);
      Coverage.whole(seen).forEach(System.out::println);
    } else {
      System.out.println(
          "state pairs " + pairs.size() + ", rows not taken " + Coverage.missingRows(seen));
    }
    System.out.println(Coverage.brief(seen));
    System.out.printf(
        Locale.ROOT,
        "legal pairs of a state and the partner's as told %d of %d%s%n",
        LegalPairs.count() - LegalPairs.missing(known.keySet()).size(),
        LegalPairs.count(),
        whole ? ", not met " + LegalPairs.missing(known.keySet()) : "");
    System.out.printf(
        Locale.ROOT,
        "seeds %d..%d, %d histories of %d h, %d violations, %d conflicts resolved; for a minute of CPU"
            + " %.0f histories, %.0f server-hours, %d leases, %d steps%n",
        from,
        from + histories - 1,
        histories,
        hours,
        bad,
        conflicts,
        histories * 60 / seconds,
        (double) histories * hours * 2 * 60 / seconds,
        (long) (grants * 60 / seconds),
        (long) (steps * 60 / seconds));
    List<String> taken = Coverage.takenNevertheless(seen);
    if (!taken.isEmpty()) {
      System.out.println("listed as unreachable, and taken: " + taken);
    }
    boolean complete =
        taken.isEmpty()
            && (histories < NIGHTLY
                || (long) histories * hours < NIGHTLY_HOURS
                || Coverage.missingRows(seen).isEmpty());
    return bad == 0 && complete ? 0 : 1;
  }

  private void add(History.Result result) {
    steps += result.steps();
    grants += result.grants();
    conflicts += result.conflicts();
    result.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
    result.pairs().forEach((pair, count) -> pairs.merge(pair, count, Integer::sum));
    result.known().forEach((pair, count) -> known.merge(pair, count, Integer::sum));
    if (!result.isGood() && ++bad <= MOST_SHOWN) {
      System.out.println("VIOLATION " + result.order().command() + ": " + result.violation());
    }
  }

  /** Of the whole process: also what compiles and collects. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
