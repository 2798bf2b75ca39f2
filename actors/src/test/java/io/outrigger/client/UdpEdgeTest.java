package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UdpEdgeTest {
  private static final Ipv6Address LOOPBACK = Ipv6Address.parse("::1");
  private static final InetSocketAddress ANY_PORT = loopback(0);
  private static final InetSocketAddress NOT_HERE =
      new InetSocketAddress(Ipv6Address.parse("2001:db8::77").toInet(0), 5547);

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<Datagram> received = new LinkedBlockingQueue<>();

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  @AfterEach
  void stopScheduler() {
    scheduler.shutdownNow();
  }

  @Test
  void datagramComesInAndItsReplyGoesBackToItsPort() throws Exception {
    try (UdpEdge edge = edge(List.of(), List.of(ANY_PORT));
        DatagramSocket client = client()) {
      InetSocketAddress server = started(edge.start(received::add)).getFirst();
      send(client, server, "hello");
      Datagram datagram = next();
      assertThat(new String(datagram.payload(), StandardCharsets.US_ASCII)).isEqualTo("hello");
      assertThat(datagram.source()).isEqualTo(LOOPBACK);
      assertThat(datagram.sourcePort()).isEqualTo(client.getLocalPort());
      assertThat(datagram.multicast()).isFalse();
      assertThat(datagram.interfaceName()).isNull();

      assertThat(datagram.reply("answer".getBytes(StandardCharsets.US_ASCII))).isTrue();
      DatagramPacket answer = receive(client);
      assertThat(text(answer)).isEqualTo("answer");
      assertThat(answer.getSocketAddress()).isEqualTo(server);
      assertThat(edge.counters().received()).isEqualTo(1);
      assertThat(edge.counters().receivedOctets()).isEqualTo(5);
      assertThat(edge.counters().sent()).isEqualTo(1);
      assertThat(edge.counters().sentOctets()).isEqualTo(6);
    }
  }

  @Test
  void replyLeavesFromTheSocketThatTheMessageCameTo() throws Exception {
    try (UdpEdge edge = edge(List.of(), List.of(ANY_PORT, ANY_PORT));
        DatagramSocket client = client()) {
      List<InetSocketAddress> servers =
          started(edge.start(datagram -> datagram.reply(datagram.payload())));
      for (InetSocketAddress each : servers) {
        send(client, each, "x");
        assertThat(receive(client).getSocketAddress()).isEqualTo(each);
      }
    }
  }

  @Test
  void handlerThatThrowsIsCountedAndTheNextDatagramIsReceived() throws Exception {
    try (UdpEdge edge = edge(List.of(), List.of(ANY_PORT));
        DatagramSocket client = client()) {
      InetSocketAddress server =
          started(
                  edge.start(
                      datagram -> {
                        if (datagram.length() == 1) {
                          throw new IllegalStateException("expected in this test");
                        }
                        received.add(datagram);
                      }))
              .getFirst();
      send(client, server, "1");
      send(client, server, "22");
      assertThat(next().length()).isEqualTo(2);
      assertThat(edge.counters().handlerErrors()).isEqualTo(1);
    }
  }

  @Test
  void everyAddressThatCannotBeHadIsNamedAndNothingStaysOpen() throws Exception {
    try (DatagramSocket occupant = client();
        UdpEdge edge =
            edge(
                List.of(),
                List.of(
                    ANY_PORT,
                    loopback(occupant.getLocalPort()),
                    NOT_HERE,
                    loopback(occupant.getLocalPort())))) {
      EdgeStart start = edge.start(received::add);
      assertThat(start).isInstanceOf(EdgeStart.Refused.class);
      List<BindFailure> failures = ((EdgeStart.Refused) start).failures();
      assertThat(failures)
          .extracting(BindFailure::address)
          .containsExactly("[::1]:" + occupant.getLocalPort(), "[::1]:" + occupant.getLocalPort());
      assertThat(failures.get(0).hint()).contains("another program");
      assertThat(start.toString().lines()).hasSize(2);
      assertThat(udpThreads()).isEmpty();
    }
  }

  @Test
  void addressThatThisHostDoesNotHaveIsAwaited() throws Exception {
    try (UdpEdge edge = edge(List.of(), List.of(NOT_HERE, ANY_PORT));
        DatagramSocket client = client()) {
      List<InetSocketAddress> addresses = started(edge.start(received::add));
      assertThat(addresses).hasSize(2).first().isEqualTo(NOT_HERE);
      edge.poll();
      send(client, addresses.getLast(), "others are served");
      assertThat(next()).isNotNull();
    }
  }

  @Test
  void absentInterfaceIsNoFailure() {
    try (UdpEdge edge = edge(List.of("nosuchinterface0"), List.of(ANY_PORT))) {
      assertThat(edge.start(received::add)).isInstanceOf(EdgeStart.Started.class);
      edge.poll();
    }
  }

  @Test
  void socketsFollowAnInterfaceThatComesAndGoes() {
    FakeTable table = new FakeTable();
    try (UdpEdge edge =
        new UdpEdge(config(List.of("lab0"), List.of()), scheduler, InstantSource.system(), table)) {
      assertThat(edge.start(received::add)).isInstanceOf(EdgeStart.Started.class);
      assertThat(udpThreads()).as("absent").noneMatch(name -> name.contains("ff02"));
      table.now = Optional.of(new InterfaceView("lab0", loopbackIndex(), List.of(), List.of()));
      edge.poll();
      assertThat(udpThreads()).as("present").anyMatch(name -> name.contains("ff02::1:2"));
      edge.poll();
      assertThat(udpThreads()).as("the same").filteredOn(name -> name.contains("ff02")).hasSize(1);
      table.now = Optional.empty();
      edge.poll();
      assertThat(udpThreads()).as("gone").noneMatch(name -> name.contains("ff02"));
    }
    assertThat(udpThreads()).isEmpty();
  }

  @Test
  void linkLocalAddressThatCannotBeBoundYetIsNoFailure() {
    InterfaceView tentative =
        new InterfaceView(
            "lab0", loopbackIndex(), List.of(Ipv6Address.parse("fe80::dead")), List.of());
    try (UdpEdge edge =
        new UdpEdge(
            config(List.of("lab0"), List.of()),
            scheduler,
            InstantSource.system(),
            name -> Optional.of(tentative))) {
      assertThat(edge.start(received::add)).isInstanceOf(EdgeStart.Started.class);
      edge.poll();
      assertThat(udpThreads()).noneMatch(name -> name.contains("fe80"));
    }
  }

  @Test
  void interruptedSenderDoesNotCloseTheSocketForOthers() throws Exception {
    try (UdpEdge edge = edge(List.of(), List.of(ANY_PORT));
        DatagramSocket client = client()) {
      InetSocketAddress server = started(edge.start(received::add)).getFirst();
      send(client, server, "1");
      Datagram first = next();
      Thread.currentThread().interrupt();
      assertThat(first.reply(new byte[3])).isTrue();
      assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
      send(client, server, "2");
      assertThat(next()).isNotNull();
    }
  }

  @Test
  void sendFailureIsCountedAndDoesNotThrow() throws Exception {
    UdpEdge edge = edge(List.of(), List.of(ANY_PORT));
    try (edge;
        DatagramSocket client = client()) {
      InetSocketAddress server = started(edge.start(received::add)).getFirst();
      send(client, server, "1");
      Datagram datagram = next();
      assertThat(datagram.replyPath().send(new byte[70_000], LOOPBACK, 0, 9)).isFalse();
      assertThat(datagram.replyPath().send(new byte[1], LOOPBACK, 0, -1)).isFalse();
      edge.close();
      assertThat(datagram.reply(new byte[1])).as("after close").isFalse();
      assertThat(edge.counters().sendFailures()).isEqualTo(3);
    }
  }

  @Test
  void closeEndsTheThreads() {
    UdpEdge edge = edge(List.of(), List.of(ANY_PORT, ANY_PORT));
    started(edge.start(received::add));
    assertThat(udpThreads()).hasSize(2);
    edge.close();
    edge.close();
    assertThat(udpThreads()).isEmpty();
  }

  @Test
  void monitorLooksAtTheInterfacesByItself() {
    FakeTable table = new FakeTable();
    EdgeConfig config =
        new EdgeConfig(List.of("lab0"), List.of(), freePort(), 1 << 16, Duration.ofMillis(5));
    try (UdpEdge edge = new UdpEdge(config, scheduler, InstantSource.system(), table)) {
      edge.start(received::add);
      table.now = Optional.of(new InterfaceView("lab0", loopbackIndex(), List.of(), List.of()));
      await().until(() -> udpThreads().stream().anyMatch(name -> name.contains("ff02")));
    }
  }

  private static final class FakeTable implements InterfaceView.Table {
    private volatile Optional<InterfaceView> now = Optional.empty();

    @Override
    public Optional<InterfaceView> find(String name) {
      return now;
    }
  }

  private UdpEdge edge(List<String> interfaces, List<InetSocketAddress> unicast) {
    return new UdpEdge(config(interfaces, unicast), scheduler, InstantSource.system());
  }

  /** Looks at the interfaces only when told to. */
  private static EdgeConfig config(List<String> interfaces, List<InetSocketAddress> unicast) {
    return new EdgeConfig(interfaces, unicast, freePort(), 1 << 16, Duration.ofDays(1));
  }

  private static int freePort() {
    try (DatagramSocket probe = client()) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int loopbackIndex() {
    try {
      return java.net.NetworkInterface.getByInetAddress(LOOPBACK.toInet(0)).getIndex();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Those of this test. */
  private List<String> udpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(thread -> thread.getName().toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("udp "))
        .toList();
  }

  private static List<InetSocketAddress> started(EdgeStart start) {
    assertThat(start).isInstanceOf(EdgeStart.Started.class);
    return ((EdgeStart.Started) start).unicast();
  }

  private Datagram next() throws InterruptedException {
    Datagram datagram = received.poll(10, TimeUnit.SECONDS);
    assertThat(datagram).as("a datagram within 10 s").isNotNull();
    return datagram;
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(LOOPBACK.toInet(0), port);
  }

  private static DatagramSocket client() throws IOException {
    DatagramSocket socket = new DatagramSocket(ANY_PORT);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(DatagramSocket from, InetSocketAddress to, String text)
      throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    from.send(new DatagramPacket(octets, octets.length, to));
  }

  private static DatagramPacket receive(DatagramSocket at) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    at.receive(packet);
    return packet;
  }

  private static String text(DatagramPacket packet) {
    return new String(
        packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.US_ASCII);
  }
}
