package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures heap and time a lease: {@code PoolFootprint [leases] [range bits]}. Run by hand (the
 * figures depend on the machine); no test.
 */
final class PoolFootprint {
  private final int count;
  private final PoolSpace space;
  private final StartingPoint start = new StartingPoint("lab-na");

  private PoolFootprint(int count, int bits) {
    this.count = count;
    this.space = PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8:1::/" + (128 - bits)), 128);
  }

  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int bits = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    new PoolFootprint(count, bits).run();
  }

  private void run() {
    System.out.printf("%,d leases, %,d resources%n", count, space.capacity());
    Lease[] leases = new Lease[count];
    long empty = usedBytes();
    for (int i = 0; i < count; i++) {
      leases[i] = lease(i, address(i * 2_654_435_761L));
    }
    long records = usedBytes();
    report("lease record with resource and DUID", records - empty);

    fill(false);
    fill(false);
    long before = usedBytes();
    FreeSpace free = fill(true);
    long between = usedBytes();
    LeaseTable table = new LeaseTable(Lease::expiresEpochSecond, new Random(2));
    for (int i = 0; i < count; i++) {
      table.put(leases[i], i + 1L);
    }
    report("table", usedBytes() - between);
    report("free space", between - before);
    timeTable(leases, table);
    if (free.isFree(start.of(Leases.duid(0), 1, space))) {
      throw new AssertionError("the first client's place is free");
    }
    if (table.size() != count || leases.length != count) {
      throw new AssertionError("leases lost");
    }
  }

  private FreeSpace fill(boolean print) {
    FreeSpace free = FreeSpace.allFree(space, new Random(1));
    long begin = cpuNanos();
    long lastBegin = begin;
    for (int i = 0; i < count; i++) {
      if (i == count - count / 10_000) {
        lastBegin = cpuNanos();
      }
      free.take(free.nextFree(start.of(Leases.duid(i), 1, space)));
    }
    long end = cpuNanos();
    if (print) {
      time("start, find and take", end - begin, count);
      time("  the last 0.01 %", end - lastBegin, Math.max(1, count / 10_000));
    }
    return free;
  }

  private void timeTable(Lease[] leases, LeaseTable filled) {
    Random random = new Random(3);
    for (int round = 0; round < 3; round++) {
      boolean print = round == 2;
      LeaseTable table = new LeaseTable(Lease::expiresEpochSecond, new Random(2));
      long begin = cpuNanos();
      for (int i = 0; i < count; i++) {
        table.put(leases[i], i + 1L);
      }
      long added = cpuNanos();
      for (int i = 0; i < count; i++) {
        Lease lease = leases[random.nextInt(count)];
        filled.put(renewed(lease, 90_000 + i), i);
      }
      long renewed = cpuNanos();
      int found = 0;
      for (int i = 0; i < count; i++) {
        found += filled.get(leases[random.nextInt(count)].resource()) != null ? 1 : 0;
      }
      long looked = cpuNanos();
      for (int i = 0; i < count; i++) {
        found += filled.heldBy(Leases.duid(random.nextInt(count)), 1, 4).size();
      }
      long asked = cpuNanos();
      for (List<Lease> page = table.page(null, 1000); !page.isEmpty(); ) {
        found += page.size();
        page = table.page(page.getLast().resource(), 1000);
      }
      long read = cpuNanos();
      if (found != 3 * count) {
        throw new AssertionError("found only " + found);
      }
      if (print) {
        time("add", added - begin, count);
        time("renew (with a new record)", renewed - added, count);
        time("get by resource", looked - renewed, count);
        time("get by client", asked - looked, count);
        time("page of 1000", read - asked, Math.max(1, count / 1000));
      }
    }
  }

  private static Lease lease(int number, Ipv6Prefix resource) {
    return Leases.lease(resource, BindingStatus.ACTIVE, Leases.duid(number), 1, 10_000 + number);
  }

  private static Lease renewed(Lease lease, long expires) {
    return Leases.lease(lease.resource(), lease.status(), lease.client(), lease.iaid(), expires);
  }

  private static Ipv6Prefix address(long low) {
    return Ipv6Prefix.of(new Ipv6Address(0x2001_0db8_0001_0000L, low * 0x9e37_79b9_7f4a_7c15L));
  }

  private void report(String what, long bytes) {
    System.out.printf(Locale.ROOT, "%-40s %8.1f bytes a lease%n", what, (double) bytes / count);
  }

  private static void time(String what, long nanos, int operations) {
    System.out.printf(Locale.ROOT, "%-40s %,10d ns%n", what, nanos / operations);
  }

  /** CPU time of this thread: other work on the machine does not count, but its cache does. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
