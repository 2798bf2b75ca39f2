package io.outrigger.server;

import io.outrigger.loadclient.LoadClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All clients of the demonstration. Half of them live in the west, near the primary, half in the
 * east, near the secondary; their relay agents reach both servers unless the network is cut.
 */
final class DemoFleet implements AutoCloseable {
  /** Two groups, one on each side. */
  record Pair(DemoClients west, DemoClients east) {
    int size() {
      return west.size() + east.size();
    }

    long served() {
      return west.served() + east.served();
    }

    boolean isServed() {
      return served() >= size();
    }
  }

  private final int westPort;
  private final int eastPort;
  private final long seed;
  private final LoadClock clock;
  private final DemoLedger ledger;
  private final List<Pair> groups = new ArrayList<>();
  private boolean split;
  private long next;

  /**
   * @param westPort of the primary, on {@code ::1}
   * @param eastPort of the secondary
   */
  DemoFleet(int westPort, int eastPort, long seed, LoadClock clock, DemoLedger ledger) {
    this.westPort = westPort;
    this.eastPort = eastPort;
    this.seed = seed;
    this.clock = clock;
    this.ledger = ledger;
  }

  /**
   * More clients come, half of them on each side.
   *
   * @param clients at least 2
   * @param ratePerSecond at which they begin
   */
  Pair come(int clients, double ratePerSecond) throws IOException {
    int west = clients / 2;
    DemoClients first = start(west(), west, ratePerSecond / 2);
    Pair group = new Pair(first, start(east(), clients - west, ratePerSecond / 2));
    groups.add(group);
    return group;
  }

  private DemoClients start(List<Integer> ports, int clients, double rate) throws IOException {
    long from = next;
    next += clients;
    return DemoClients.start(ports, seed, from, clients, rate, clock, ledger);
  }

  /** From now on each side reaches only the server near to it; newcomers too. */
  void split() throws IOException {
    reach(true);
  }

  /** From now on both sides reach both servers. */
  void join() throws IOException {
    reach(false);
  }

  private void reach(boolean apart) throws IOException {
    split = apart;
    for (Pair group : groups) {
      group.west().reach(west());
      group.east().reach(east());
    }
  }

  private List<Integer> west() {
    return split ? List.of(westPort) : List.of(westPort, eastPort);
  }

  private List<Integer> east() {
    return split ? List.of(eastPort) : List.of(westPort, eastPort);
  }

  int size() {
    return groups.stream().mapToInt(Pair::size).sum();
  }

  /** All clients stop; what they hold stays in the ledger. */
  @Override
  public void close() {
    for (Pair group : groups) {
      group.west().close();
      group.east().close();
    }
  }
}
