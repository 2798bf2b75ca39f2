package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.MessageType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadEngineTest {
  private static final long DRAIN_NANOS = 30_000_000_000L;
  private static final ClientPath RELAYED =
      new ClientPath.Relayed(
          List.of(Ipv6Address.parse("2001:db8:1::1"), Ipv6Address.parse("2001:db8:2::1")), null);

  private TinyServer server;
  private UdpTransport transport;

  LoadEngineTest() throws IOException {
    server = new TinyServer();
    transport =
        UdpTransport.open(new InetSocketAddress(Ipv6Address.parse("::1").toInet(0), 0), List.of());
  }

  @BeforeEach
  void open() throws IOException {
    transport.close();
    transport =
        UdpTransport.open(
            new InetSocketAddress(Ipv6Address.parse("::1").toInet(0), 0),
            List.of(server.address()));
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private LoadEngine engine(LoadPlan plan, ClientPath path, Ledger ledger) {
    LoadClock clock = LoadClock.starting(System::nanoTime, Instant.EPOCH);
    return new LoadEngine(plan, path, transport, clock, new SplittableRandom(plan.seed()), ledger);
  }

  private static SessionPlan.Builder fast() {
    return SessionPlan.builder().timers(new ClientTimers(0.05)).transmissions(0);
  }

  @Test
  void everyRelayedClientGetsItsLease() {
    LoadReport report =
        engine(LoadPlan.once(fast().build(), 1, 500, 5_000), RELAYED, Ledger.NONE).run();
    assertThat(report.started()).isEqualTo(500);
    assertThat(report.completed()).isEqualTo(500);
    assertThat(report.leases()).isEqualTo(500);
    assertThat(report.violationCount()).isZero();
    assertThat(report.dropPercent()).isZero();
    assertThat(report.delaysMillis()).containsOnlyKeys("request", "solicit");
    assertThat(report.delaysMillis().values())
        .extracting(DelayHistogram.Summary::count)
        .containsExactly(500L, 500L);
  }

  @Test
  void directClientsDoWithoutARelayAgent() {
    LoadReport report =
        engine(
                LoadPlan.once(fast().actions(List.of(Action.RELEASE)).build(), 2, 50, 5_000),
                new ClientPath.Direct(),
                Ledger.NONE)
            .run();
    assertThat(report.completed()).isEqualTo(50);
    assertThat(report.leases()).as("released").isZero();
    assertThat(report.delaysMillis().get("release"))
        .isNotNull()
        .extracting(DelayHistogram.Summary::count)
        .isEqualTo(50L);
  }

  @Test
  void someMessagesMayGoWithoutTheRelayAgent() {
    ClientPath path =
        new ClientPath.PartlyDirect(
            (ClientPath.Relayed) RELAYED, Set.of(MessageType.RENEW, MessageType.RELEASE));
    LoadReport report =
        engine(
                LoadPlan.once(
                    fast().actions(List.of(Action.RENEW, Action.RELEASE)).build(), 10, 20, 5_000),
                path,
                Ledger.NONE)
            .run();
    assertThat(report.completed()).isEqualTo(20);
    assertThat(server.direct.get()).isGreaterThanOrEqualTo(40);
    assertThat(server.relayed.get()).isGreaterThanOrEqualTo(40);
  }

  @Test
  void lostMessagesAreSentAgain() {
    server.deafTo.set(40);
    LoadReport report =
        engine(LoadPlan.once(fast().build(), 3, 100, 5_000), RELAYED, Ledger.NONE).run();
    assertThat(report.completed()).isEqualTo(100);
    assertThat(report.retransmitted().values().stream().mapToLong(n -> n).sum())
        .isGreaterThanOrEqualTo(40);
  }

  @Test
  void silenceIsDropped() {
    server.deafTo.set(Integer.MAX_VALUE);
    LoadReport report =
        engine(LoadPlan.once(fast().transmissions(2).build(), 4, 20, 5_000), RELAYED, Ledger.NONE)
            .run();
    assertThat(report.timedOut()).isEqualTo(20);
    assertThat(report.dropPercent()).isEqualTo(100);
  }

  @Test
  void oneAddressForTwoClientsIsFound() {
    server.sameForAll = true;
    LoadReport report =
        engine(LoadPlan.once(fast().build(), 5, 10, 5_000), RELAYED, Ledger.NONE).run();
    assertThat(report.violationCount()).isEqualTo(9);
    assertThat(report.violations()).hasSize(9);
  }

  @Test
  void malformedDatagramsComeBetweenGoodExchanges() {
    LoadPlan plan = new LoadPlan(fast().build(), 6, 0, 200, 200, 5_000, 0, DRAIN_NANOS, 1_000);
    LoadReport report = engine(plan, RELAYED, Ledger.NONE).run();
    assertThat(report.malformedSent()).isEqualTo(1_000);
    assertThat(report.completed()).isEqualTo(200);
    assertThat(server.malformed.get()).isPositive();
  }

  @Test
  void clientsTakeTurnsAndKeepTheirAddresses() {
    LoadPlan plan = new LoadPlan(fast().build(), 7, 100, 10, 30, 500, 0, DRAIN_NANOS, 0);
    LoadReport report = engine(plan, RELAYED, Ledger.NONE).run();
    assertThat(report.started() + report.skipped()).isEqualTo(30);
    assertThat(report.completed()).isEqualTo(report.started());
    assertThat(report.leases()).isEqualTo(10);
  }

  @Test
  void ledgerIsFlushedBeforeAnythingElseIsSent() {
    List<String> order = new ArrayList<>();
    Ledger ledger =
        new Ledger() {
          @Override
          public void granted(Duid client, HeldLease lease) {
            order.add("granted");
          }

          @Override
          public void gaveUp(Duid client, HeldLease lease, MessageType why, long nowNanos) {
            order.add("gave up");
          }

          @Override
          public void unanswered(Duid client, MessageType question, long nowNanos) {}

          @Override
          public void flush() {
            order.add("flush");
          }

          @Override
          public void close() {}
        };
    ClientTransport watched =
        new ClientTransport() {
          @Override
          public boolean send(byte[] datagram) {
            order.add("send");
            return transport.send(datagram);
          }

          @Override
          public void receive(long timeoutNanos, Receiver receiver) {
            transport.receive(timeoutNanos, receiver);
          }

          @Override
          public void wakeup() {
            transport.wakeup();
          }

          @Override
          public void close() {}
        };
    LoadPlan plan =
        LoadPlan.once(fast().actions(List.of(Action.RENEW, Action.RELEASE)).build(), 8, 20, 2_000);
    new LoadEngine(
            plan,
            RELAYED,
            watched,
            LoadClock.starting(System::nanoTime, Instant.EPOCH),
            new SplittableRandom(8),
            ledger)
        .run();
    assertThat(order.stream().filter("granted"::equals)).hasSize(40);
    assertThat(order.stream().filter("gave up"::equals)).hasSize(20);
    boolean unflushed = false;
    for (String each : order) {
      switch (each) {
        case "flush" -> unflushed = false;
        case "send" -> assertThat(unflushed).isFalse();
        default -> unflushed = true;
      }
    }
  }

  @Test
  void fleetIsKeptUntilItIsStopped() throws Exception {
    LoadPlan plan = LoadPlan.once(fast().keep(true).build(), 9, 50, 5_000);
    LoadEngine engine = engine(plan, RELAYED, Ledger.NONE);
    List<LoadReport> result = new ArrayList<>();
    Thread thread = Thread.ofPlatform().start(() -> result.add(engine.run()));
    while (engine.snapshot().get(10, TimeUnit.SECONDS).completed() < 50) {
      Thread.onSpinWait();
    }
    assertThat(engine.holdings().get(10, TimeUnit.SECONDS)).hasSize(50);
    assertThat(thread.isAlive()).isTrue();
    engine.stop();
    thread.join(10_000);
    assertThat(result.getFirst().completed()).isEqualTo(50);
    assertThat(result.getFirst().unfinished()).isZero();
    assertThat(engine.snapshot().get(10, TimeUnit.SECONDS).leases())
        .as("after the end")
        .isEqualTo(50);
  }
}
