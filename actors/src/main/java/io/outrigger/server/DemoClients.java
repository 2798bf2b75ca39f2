package io.outrigger.server;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.loadclient.ClientPath;
import io.outrigger.loadclient.ClientTimers;
import io.outrigger.loadclient.LoadClock;
import io.outrigger.loadclient.LoadEngine;
import io.outrigger.loadclient.LoadPlan;
import io.outrigger.loadclient.LoadReport;
import io.outrigger.loadclient.SessionPlan;
import io.outrigger.loadclient.UdpTransport;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Clients behind one relay agent, on a thread and a socket of their own: each gets an address and a
 * prefix and goes on to renew them, until closed.
 */
final class DemoClients implements AutoCloseable {
  /**
   * Retransmissions come after a twentieth of the time that RFC 8415 §15 has them wait: a client
   * whose server dies between its ADVERTISE and its REPLY asks for that server ten times, which
   * would be minutes.
   */
  private static final ClientTimers IMPATIENT = new ClientTimers(0.05);

  private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8:d::1");
  private static final long DRAIN_NANOS = 40_000_000_000L;

  private final int clients;
  private final UdpTransport transport;
  private final LoadEngine engine;
  private final CompletableFuture<LoadReport> report = new CompletableFuture<>();

  private DemoClients(int clients, UdpTransport transport, LoadEngine engine) {
    this.clients = clients;
    this.transport = transport;
    this.engine = engine;
  }

  /**
   * @param serverPorts on {@code ::1}; the relay agent sends everything to each
   * @param first number of the first client; no two groups of a seed have the same clients
   * @param ratePerSecond at which they begin
   */
  static DemoClients start(
      List<Integer> serverPorts,
      long seed,
      long first,
      int clients,
      double ratePerSecond,
      LoadClock clock,
      DemoLedger ledger)
      throws IOException {
    SessionPlan session =
        SessionPlan.builder()
            .prefixes(true)
            .renewAtT1(true)
            .keep(true)
            .transmissions(0)
            .timers(IMPATIENT)
            .build();
    LoadPlan plan =
        new LoadPlan(
            session,
            seed,
            first,
            clients,
            clients,
            ratePerSecond,
            0,
            DRAIN_NANOS, /* malformed */
            0);
    UdpTransport transport =
        UdpTransport.open(
            new InetSocketAddress(Inet6Address.getByName("::1"), 0), addresses(serverPorts));
    LoadEngine engine =
        new LoadEngine(
            plan,
            new ClientPath.Relayed(List.of(LINK), null),
            transport,
            clock,
            new Random(seed + first),
            ledger);
    DemoClients started = new DemoClients(clients, transport, engine);
    Thread.ofPlatform().daemon().name("clients-" + first).start(started::run);
    return started;
  }

  private static List<InetSocketAddress> addresses(List<Integer> ports) throws IOException {
    InetAddress loopback = Inet6Address.getByName("::1");
    return ports.stream().map(port -> new InetSocketAddress(loopback, port)).toList();
  }

  private void run() {
    try {
      report.complete(engine.run());
    } catch (RuntimeException e) {
      report.completeExceptionally(e);
    }
  }

  /** From now on the relay agent's datagrams arrive at these servers. */
  void reach(List<Integer> serverPorts) throws IOException {
    transport.reach(addresses(serverPorts));
  }

  int size() {
    return clients;
  }

  /** How many have had what they asked for. */
  long served() {
    return engine.snapshot().join().completed();
  }

  @Override
  public void close() {
    engine.stop();
    report.handle((_report, _failure) -> null).join();
    transport.close();
  }
}
