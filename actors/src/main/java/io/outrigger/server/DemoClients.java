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
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Many clients behind a relay agent, on a thread and a socket of their own. */
final class DemoClients implements AutoCloseable {
  /** Retransmissions come after a fifth of the time that RFC 8415 §15 has them wait. */
  private static final ClientTimers IMPATIENT = new ClientTimers(0.2);

  private static final Ipv6Address LINK = Ipv6Address.parse("2001:db8:d::1");
  private static final long DRAIN_NANOS = 40_000_000_000L;

  private final UdpTransport transport;
  private final LoadEngine engine;
  private final CompletableFuture<LoadReport> report = new CompletableFuture<>();

  private DemoClients(UdpTransport transport, LoadEngine engine) {
    this.transport = transport;
    this.engine = engine;
  }

  /** Clients that get an address and a prefix each and go on to renew them, until closed. */
  static DemoClients fleet(
      int serverPort, long seed, int clients, LoadClock clock, DemoLedger ledger)
      throws IOException {
    return start(serverPort, seed, 0, clients, clients, true, clock, ledger);
  }

  /** Clients that get an address and a prefix each, {@code ratePerSecond} of them beginning. */
  static DemoClients newcomers(
      int serverPort,
      long seed,
      long first,
      int clients,
      int ratePerSecond,
      LoadClock clock,
      DemoLedger ledger)
      throws IOException {
    return start(serverPort, seed, first, clients, ratePerSecond, false, clock, ledger);
  }

  private static DemoClients start(
      int serverPort,
      long seed,
      long first,
      int clients,
      double ratePerSecond,
      boolean keep,
      LoadClock clock,
      DemoLedger ledger)
      throws IOException {
    SessionPlan session =
        SessionPlan.builder()
            .prefixes(true)
            .renewAtT1(true)
            .keep(keep)
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
    var loopback = Inet6Address.getByName("::1");
    UdpTransport transport =
        UdpTransport.open(
            new InetSocketAddress(loopback, 0),
            List.of(new InetSocketAddress(loopback, serverPort)));
    LoadEngine engine =
        new LoadEngine(
            plan,
            new ClientPath.Relayed(List.of(LINK), null),
            transport,
            clock,
            new Random(seed + first),
            ledger);
    DemoClients started = new DemoClients(transport, engine);
    Thread.ofPlatform().daemon().name("clients-" + first).start(started::run);
    return started;
  }

  private void run() {
    try {
      report.complete(engine.run());
    } catch (RuntimeException e) {
      report.completeExceptionally(e);
    }
  }

  /** Done when every client has what it wants, or the run was stopped. */
  CompletableFuture<LoadReport> report() {
    return report;
  }

  /** What the clients have done so far. */
  LoadReport soFar() {
    return engine.snapshot().join();
  }

  @Override
  public void close() {
    engine.stop();
    report.handle((_report, _failure) -> null).join();
    transport.close();
  }
}
