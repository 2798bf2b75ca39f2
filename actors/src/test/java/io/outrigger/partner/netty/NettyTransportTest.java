package io.outrigger.partner.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.ConnectFlagsOption;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.ServerState;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.failover.wire.State;
import io.outrigger.partner.BindingTraffic;
import io.outrigger.partner.CertificateTrust;
import io.outrigger.partner.LinkContext;
import io.outrigger.partner.LinkCount;
import io.outrigger.partner.LinkCounters;
import io.outrigger.partner.LinkDoor;
import io.outrigger.partner.LinkEvent;
import io.outrigger.partner.LinkRelationship;
import io.outrigger.partner.LinkSettings;
import io.outrigger.partner.PartnerConnection;
import io.outrigger.partner.PartnerConnector;
import io.outrigger.partner.PartnerListener;
import io.outrigger.partner.PartnerTls;
import io.outrigger.partner.RelationshipDirectory;
import io.outrigger.partner.Stimulus;
import io.outrigger.partner.TestIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both partners on the loopback, with real sockets and real TLS. */
class NettyTransportTest {
  private static final Ipv6Address LOOPBACK = Ipv6Address.parse("::1");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TestIdentity ALPHA = TestIdentity.validAt("alpha", NOW);
  private static final TestIdentity BETA = TestIdentity.validAt("beta", NOW);
  private static final TestIdentity STRANGER = TestIdentity.validAt("stranger", NOW);

  private final ActorTestKit kit = ActorTestKit.create("netty-link");

  /** One server with its own sockets. */
  private final class Server implements AutoCloseable {
    final NettyTransport transport = new NettyTransport(CLOCK);
    final LinkCounters counters = new LinkCounters();
    final LinkContext context = new LinkContext(transport, CLOCK, counters);
    final TestProbe<LinkEvent> endpoint = kit.createTestProbe();
    final TestProbe<BindingTraffic> bindings = kit.createTestProbe();
    final LinkDoor door = new LinkDoor(endpoint.ref(), bindings.ref());

    LinkEvent.Established established() {
      return endpoint.expectMessageClass(LinkEvent.Established.class, PATIENCE);
    }

    LinkEvent.Closed closed() {
      LinkEvent event = endpoint.receiveMessage(PATIENCE);
      while (!(event instanceof LinkEvent.Closed)) {
        event = endpoint.receiveMessage(PATIENCE);
      }
      return (LinkEvent.Closed) event;
    }

    @Override
    public void close() {
      transport.close();
    }
  }

  private final Server primary = new Server();
  private final Server secondary = new Server();
  private Endpoint address = Endpoint.parse("[::1]:1", 1);

  @BeforeEach
  void findPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK.toInet(0))) {
      address = new Endpoint(LOOPBACK, null, socket.getLocalPort());
    }
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
    primary.close();
    secondary.close();
  }

  private LinkSettings settings(FailoverRole role, PartnerTls tls) {
    return new LinkSettings(
        "campus",
        role,
        address,
        Duration.ofHours(1),
        Duration.ofSeconds(60),
        100,
        TimeSkew.REJECT,
        Duration.ofMillis(200),
        ConnectFlagsOption.FIXED_PD_LENGTH,
        List.of(),
        tls);
  }

  private void listen(
      FailoverRole role, PartnerTls tls, Optional<ActorRef<PartnerConnector.Command>> connector) {
    RelationshipDirectory directory =
        new RelationshipDirectory(
            List.of(new LinkRelationship(settings(role, tls), secondary.door, connector)));
    kit.spawn(PartnerListener.create(List.of(address), () -> directory, secondary.context));
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = socket()) {
                return socket.isConnected();
              }
            });
  }

  private Socket socket() throws IOException {
    return new Socket(LOOPBACK.toInet(0), address.port());
  }

  private ActorRef<PartnerConnector.Command> connect(PartnerTls tls) {
    return kit.spawn(
        PartnerConnector.create(
            settings(FailoverRole.PRIMARY, tls), primary.door, primary.context));
  }

  private void both(PartnerTls ofSecondary, PartnerTls ofPrimary) {
    listen(FailoverRole.SECONDARY, ofSecondary, Optional.empty());
    connect(ofPrimary);
  }

  private static PartnerTls tls(TestIdentity own, CertificateTrust... trusts) {
    return own.trusting(trusts);
  }

  private void awaitRefusal(StatusCode status) {
    await().atMost(PATIENCE).until(() -> primary.counters.refusedByPartners().containsKey(status));
    assertThat(primary.counters.of(LinkCount.ESTABLISHED)).isZero();
  }

  private void awaitTlsFailure() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                secondary.counters.of(LinkCount.TLS_FAILED) > 0
                    || primary.counters.of(LinkCount.TLS_FAILED) > 0);
    assertThat(primary.counters.of(LinkCount.ESTABLISHED)).isZero();
    assertThat(secondary.counters.of(LinkCount.ESTABLISHED)).isZero();
  }

  private static State state() {
    return new State(1, new AbsoluteTime(0), Options.of(new ServerStateOption(ServerState.NORMAL)));
  }

  private static void exchangeStates(LinkEvent.Established a, LinkEvent.Established b) {
    a.connection().tell(new PartnerConnection.Send(List.of(state())));
    b.connection().tell(new PartnerConnection.Send(List.of(state())));
  }

  @Test
  void plainConnectionIsMadeAndCarriesMessages() {
    both(new PartnerTls.Off(), new PartnerTls.Off());
    LinkEvent.Established near = primary.established();
    LinkEvent.Established far = secondary.established();
    assertThat(near.parameters().tls()).isFalse();
    exchangeStates(near, far);
    PartnerMessage large =
        new BndUpd(
            1,
            new AbsoluteTime(0),
            Options.of(new StatusCodeOption(StatusCode.SUCCESS, "x".repeat(60_000))));
    near.connection().tell(new PartnerConnection.Send(Collections.nCopies(100, large)));
    receive(secondary, 100);
  }

  private void receive(Server server, int messages) {
    int count = 0;
    while (count < messages) {
      BindingTraffic.Arrived arrived =
          (BindingTraffic.Arrived) server.bindings.receiveMessage(PATIENCE);
      count += arrived.messages().size();
      arrived.connection().tell(PartnerConnection.Taken.TAKEN);
    }
    assertThat(count).isEqualTo(messages);
  }

  @Test
  void tlsConnectionIsMadeAndCarriesMessages() {
    both(tls(BETA, ALPHA.pinned()), tls(ALPHA, BETA.pinned()));
    LinkEvent.Established near = primary.established();
    LinkEvent.Established far = secondary.established();
    assertThat(near.parameters().tls()).isTrue();
    assertThat(far.parameters().tls()).isTrue();
    exchangeStates(near, far);
    PartnerMessage large =
        new BndUpd(
            1,
            new AbsoluteTime(0),
            Options.of(new StatusCodeOption(StatusCode.SUCCESS, "x".repeat(60_000))));
    near.connection().tell(new PartnerConnection.Send(Collections.nCopies(100, large)));
    far.connection().tell(new PartnerConnection.Send(Collections.nCopies(100, large)));
    receive(secondary, 100);
    receive(primary, 100);
    far.connection().tell(new PartnerConnection.Disconnect(StatusCode.SERVER_SHUTTING_DOWN, "bye"));
    assertThat(primary.closed().disconnect()).contains(StatusCode.SERVER_SHUTTING_DOWN);
  }

  @Test
  void certificateOfATrustedAuthorityIsEnough() {
    TestIdentity left = STRANGER.issues("left", NOW);
    TestIdentity right = STRANGER.issues("right", NOW);
    both(tls(left, STRANGER.authority()), tls(right, STRANGER.authority()));
    assertThat(primary.established().parameters().tls()).isTrue();
  }

  @Test
  void certificateThatTheSecondaryDoesNotTrustIsRefused() {
    both(tls(BETA, STRANGER.pinned()), tls(ALPHA, BETA.pinned()));
    awaitTlsFailure();
  }

  @Test
  void certificateThatThePrimaryDoesNotTrustIsRefused() {
    both(tls(BETA, ALPHA.pinned()), tls(ALPHA, STRANGER.pinned()));
    awaitTlsFailure();
  }

  @Test
  void certificateThatIsNotTheAuthoritysIsRefused() {
    both(tls(BETA, STRANGER.authority()), tls(ALPHA, BETA.pinned()));
    awaitTlsFailure();
  }

  @Test
  void expiredCertificateIsRefusedEvenIfPinned() {
    TestIdentity expired = TestIdentity.expiredAt("alpha", NOW);
    both(tls(BETA, expired.pinned()), tls(expired, BETA.pinned()));
    awaitTlsFailure();
  }

  @Test
  void plainWhereTlsIsRequiredIsRefused() {
    both(tls(BETA, ALPHA.pinned()), new PartnerTls.Off());
    awaitRefusal(StatusCode.TLS_CONNECTION_REFUSED);
  }

  @Test
  void tlsWhereItIsOffIsRefused() {
    both(new PartnerTls.Off(), tls(ALPHA, BETA.pinned()));
    awaitRefusal(StatusCode.TLS_CONNECTION_REFUSED);
  }

  @Test
  void nobodyListeningIsAFailedAttemptAfterWhichAnotherIsMade() {
    connect(new PartnerTls.Off());
    await().atMost(PATIENCE).until(() -> primary.counters.of(LinkCount.CONNECTS_FAILED) >= 2);
    listen(FailoverRole.SECONDARY, new PartnerTls.Off(), Optional.empty());
    assertThat(primary.established()).isNotNull();
  }

  @Test
  void refusalReachesAPartnerThatHasMoreToSay() throws IOException {
    listen(FailoverRole.SECONDARY, new PartnerTls.Off(), Optional.empty());
    try (Socket socket = socket()) {
      byte[] state = FailoverEncoder.frame(state()).orElseThrow();
      socket.getOutputStream().write(state);
      socket.getOutputStream().write(new byte[200_000]);
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(answer).hasSizeGreaterThan(10);
      assertThat(answer[2]).as("DISCONNECT").isEqualTo((byte) 33);
    }
  }

  @Test
  void halfOpenCloseEndsTheConnection() throws IOException {
    listen(FailoverRole.SECONDARY, new PartnerTls.Off(), Optional.empty());
    try (Socket socket = socket()) {
      socket.getOutputStream().write(new byte[] {0, 50, 31});
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    await().atMost(PATIENCE).until(() -> secondary.counters.connections() == 0);
  }

  @Test
  void partnerThatVanishesClosesTheConnectionOnTheOtherSide() {
    both(new PartnerTls.Off(), new PartnerTls.Off());
    primary.established();
    secondary.established();
    primary.close();
    assertThat(secondary.closed().reason()).isNotEmpty();
  }

  @Test
  void stimulusIsClosedByThePrimaryAndMakesItConnect() {
    TestProbe<PartnerConnector.Command> connector = kit.createTestProbe();
    listen(FailoverRole.PRIMARY, new PartnerTls.Off(), Optional.of(connector.ref()));
    // The first one is the look whether it listens.
    connector.expectMessage(PATIENCE, PartnerConnector.ConnectNow.CONNECT_NOW);
    ActorRef<Stimulus.Command> stimulus =
        kit.spawn(Stimulus.create(List.of(address), primary.context));
    connector.expectMessage(PATIENCE, PartnerConnector.ConnectNow.CONNECT_NOW);
    connector.expectTerminated(stimulus, PATIENCE);
    assertThat(secondary.counters.of(LinkCount.STIMULI_RECEIVED)).isEqualTo(2);
  }

  @Test
  void aPartnerThatDoesNotReadIsBoundedInMemory() throws IOException {
    both(new PartnerTls.Off(), new PartnerTls.Off());
    LinkEvent.Established near = primary.established();
    LinkEvent.Established far = secondary.established();
    exchangeStates(near, far);
    PartnerMessage large =
        new BndUpd(
            1,
            new AbsoluteTime(0),
            Options.of(new StatusCodeOption(StatusCode.SUCCESS, "x".repeat(60_000))));
    // The far side hands over one read and is never told that it was taken.
    near.connection().tell(new PartnerConnection.Send(Collections.nCopies(500, large)));
    secondary.bindings.expectMessageClass(BindingTraffic.class, PATIENCE);
    await()
        .during(Duration.ofMillis(500))
        .atMost(PATIENCE)
        .until(() -> primary.counters.octetsWaiting() < 1 << 20);
    secondary.bindings.expectNoMessage(Duration.ZERO);
  }
}
