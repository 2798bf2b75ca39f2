package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.Disconnect;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.RelationshipNameOption;
import io.outrigger.failover.wire.StartTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may connect, for which relationship, and what is only a stimulus. */
class ListenerTest {
  private static final Ipv6Address STRANGER = Ipv6Address.parse("2001:db8:f::66");

  private final LinkWorld world = new LinkWorld();
  private final AtomicReference<RelationshipDirectory> directory =
      new AtomicReference<>(RelationshipDirectory.EMPTY);
  private final TestProbe<PartnerConnector.Command> connector = world.kit.createTestProbe();
  private final ActorRef<PartnerListener.Command> listener =
      world.kit.spawn(
          PartnerListener.create(List.of(LinkWorld.OWN), directory::get, world.context));

  @AfterEach
  void end() {
    world.close();
  }

  private void relationships(LinkSettings... settings) {
    List<LinkRelationship> all = new ArrayList<>();
    for (LinkSettings each : settings) {
      all.add(
          new LinkRelationship(
              each,
              world.door,
              each.role() == FailoverRole.PRIMARY
                  ? Optional.of(connector.ref())
                  : Optional.empty()));
    }
    directory.set(new RelationshipDirectory(all));
  }

  private static LinkSettings named(String name, FailoverRole role, PartnerTls tls) {
    LinkSettings like = LinkWorld.settings(role, TimeSkew.REJECT, tls);
    return new LinkSettings(
        name,
        role,
        like.partner(),
        like.mclt(),
        like.keepalive(),
        like.maxUnackedBndupd(),
        like.timeSkew(),
        like.reconnectTime(),
        like.connectFlags(),
        like.additions(),
        tls);
  }

  private static LinkSettings named(String name, FailoverRole role) {
    return named(name, role, new PartnerTls.Off());
  }

  private FakeChannel accept() {
    return world.transport.connectsFrom(LinkWorld.PARTNER.address(), LinkWorld.OWN);
  }

  private void connect(FakeChannel channel, String name) {
    channel.arrives(world.connect(named(name, FailoverRole.PRIMARY)));
  }

  private static StatusCode refusal(FakeChannel channel) {
    FailoverMessage last = channel.said().getLast();
    assertThat(last).isInstanceOf(ConnectReply.class);
    return Handshake.status(((ConnectReply) last).options()).status();
  }

  @Test
  void aStrangerIsClosedAtOnce() {
    relationships(named("campus", FailoverRole.SECONDARY));
    FakeChannel channel = world.transport.connectsFrom(STRANGER, LinkWorld.OWN);
    assertThat(channel.isClosed()).isTrue();
    assertThat(channel.said()).isEmpty();
    assertThat(world.counters.of(LinkCount.ADDRESSES_REJECTED)).isEqualTo(1);
  }

  @Test
  void theNameChoosesTheRelationship() {
    relationships(named("east", FailoverRole.SECONDARY), named("west", FailoverRole.SECONDARY));
    connect(accept(), "west");
    world.endpoint.expectMessageClass(LinkEvent.Established.class);
    FakeChannel nobody = accept();
    connect(nobody, "north");
    assertThat(refusal(nobody)).isEqualTo(StatusCode.CONFIGURATION_CONFLICT);
  }

  @Test
  void noNameMeansTheOnlyRelationship() {
    relationships(named("east", FailoverRole.SECONDARY), named("west", FailoverRole.PRIMARY));
    FakeChannel channel = accept();
    channel.arrives(
        FaultBench.without(
            world.connect(named("any", FailoverRole.PRIMARY)),
            new RelationshipNameOption("any").code()));
    world.endpoint.expectMessageClass(LinkEvent.Established.class);
  }

  @Test
  void noNameAmongSeveralIsRefused() {
    relationships(named("east", FailoverRole.SECONDARY), named("west", FailoverRole.SECONDARY));
    FakeChannel channel = accept();
    channel.arrives(
        FaultBench.without(
            world.connect(named("any", FailoverRole.PRIMARY)),
            new RelationshipNameOption("any").code()));
    assertThat(refusal(channel)).isEqualTo(StatusCode.CONFIGURATION_CONFLICT);
  }

  @Test
  void twoPrimariesOfOneRelationshipAreRefused() {
    relationships(named("east", FailoverRole.SECONDARY), named("west", FailoverRole.PRIMARY));
    FakeChannel channel = accept();
    connect(channel, "west");
    assertThat(refusal(channel)).isEqualTo(StatusCode.CONFIGURATION_CONFLICT);
  }

  @Test
  void aReloadCountsForTheNextConnect() {
    relationships(named("east", FailoverRole.SECONDARY));
    FakeChannel channel = accept();
    relationships(named("west", FailoverRole.SECONDARY));
    connect(channel, "west");
    world.endpoint.expectMessageClass(LinkEvent.Established.class);
  }

  @Test
  void theFifthUnfinishedConnectionOfAnAddressIsClosed() {
    relationships(named("campus", FailoverRole.SECONDARY));
    List<FakeChannel> first = new ArrayList<>();
    for (int i = 0; i < PartnerListener.MOST_UNFINISHED; i++) {
      first.add(accept());
    }
    assertThat(accept().isClosed()).isTrue();
    assertThat(world.counters.of(LinkCount.TOO_MANY_UNFINISHED)).isEqualTo(1);
    connect(first.getFirst(), "campus");
    assertThat(accept().isClosed()).isFalse();
    assertThat(accept().isClosed()).isTrue();
    first.get(1).breaks("closed by the partner");
    assertThat(accept().isClosed()).isFalse();
  }

  @Test
  void unfinishedConnectionsEndAfterTenSeconds() {
    relationships(named("campus", FailoverRole.SECONDARY));
    FakeChannel channel = accept();
    world.pass(Duration.ofSeconds(9));
    assertThat(channel.isClosed()).isFalse();
    world.pass(Duration.ofSeconds(1));
    assertThat(channel.isClosed()).isTrue();
    connector.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aConnectionOfASecondaryIsAStimulusForAllRelationshipsWithIt() {
    relationships(named("east", FailoverRole.PRIMARY), named("west", FailoverRole.PRIMARY));
    FakeChannel channel = accept();
    assertThat(channel.isClosed()).isTrue();
    connector.expectMessage(PartnerConnector.ConnectNow.CONNECT_NOW);
    connector.expectMessage(PartnerConnector.ConnectNow.CONNECT_NOW);
    connector.expectNoMessage(Duration.ZERO);
    assertThat(world.counters.of(LinkCount.STIMULI_RECEIVED)).isEqualTo(1);
  }

  @Test
  void ofAPartnerInBothRolesOnlySilenceIsAStimulus() {
    relationships(named("east", FailoverRole.PRIMARY), named("west", FailoverRole.SECONDARY));
    FakeChannel silent = accept();
    connector.expectNoMessage(Duration.ZERO);
    silent.breaks("closed by the partner");
    connector.expectMessage(PartnerConnector.ConnectNow.CONNECT_NOW);
    accept();
    world.passSeconds(10);
    connector.expectMessage(PartnerConnector.ConnectNow.CONNECT_NOW);

    FakeChannel talking = accept();
    connect(talking, "west");
    talking.breaks("closed by the partner");
    FakeChannel wrong = accept();
    connect(wrong, "else");
    connector.expectNoMessage(Duration.ZERO);
  }

  @Test
  void theRelationshipThatConnectNamesHasToTrustTheCertificateToo() {
    relationships(
        named("east", FailoverRole.SECONDARY, FaultBench.ALPHA.trusting(FaultBench.BETA.pinned())),
        named(
            "west", FailoverRole.SECONDARY, FaultBench.ALPHA.trusting(FaultBench.ALPHA.pinned())));
    FakeChannel right = securedByBeta();
    connect(right, "east");
    world.endpoint.expectMessageClass(LinkEvent.Established.class);
    FakeChannel wrong = securedByBeta();
    connect(wrong, "west");
    assertThat(refusal(wrong)).isEqualTo(StatusCode.TLS_CONNECTION_REFUSED);
  }

  private FakeChannel securedByBeta() {
    FakeChannel channel = accept();
    channel.arrives(new StartTls(9, Options.EMPTY));
    assertThat(LinkWorld.codes(channel.said())).containsExactly(FailoverMessageType.REPLY.code());
    channel.secured(new PartnerChannel.TlsPeer(List.of(FaultBench.BETA.certificate()), "TLSv1.3"));
    return channel;
  }

  @Test
  void anAddressThatCannotBeListenedToIsTriedAgain() {
    Endpoint other = Endpoint.parse("[2001:db8:f::9]:647", 647);
    world.transport.listenFails("Address not available");
    world.kit.spawn(PartnerListener.create(List.of(other), directory::get, world.context));
    assertThat(world.transport.isListening(other)).isFalse();
    world.transport.listenFails(null);
    world.passSeconds(10);
    assertThat(world.transport.isListening(other)).isTrue();
  }

  @Test
  void stopEndsAllConnectionsWithAWordAndListensNoMore() {
    relationships(named("campus", FailoverRole.SECONDARY));
    FakeChannel made = accept();
    connect(made, "campus");
    made.said();
    FakeChannel unfinished = accept();
    listener.tell(PartnerListener.Stop.STOP);
    assertThat(made.said()).singleElement().isInstanceOf(Disconnect.class);
    assertThat(unfinished.isClosed()).isTrue();
    assertThat(world.transport.isListening(LinkWorld.OWN)).isFalse();
    world.kit.createTestProbe().expectTerminated(listener);
  }

  @Test
  void aStartingSecondaryGoesToEachPrimaryOnceAndSaysNothing() {
    Endpoint other = Endpoint.parse("[2001:db8:f::3]:647", 647);
    ActorRef<Stimulus.Command> stimulus =
        world.kit.spawn(
            Stimulus.create(List.of(LinkWorld.PARTNER, other, LinkWorld.PARTNER), world.context));
    assertThat(world.transport.attempts()).hasSize(2);
    FakeChannel first = world.channel();
    world.transport.attempts().getFirst().succeeds(first);
    assertThat(first.said()).isEmpty();
    first.breaks("closed by the partner");
    world.passSeconds(10);
    assertThat(world.transport.lastAttempt().isGivenUp()).isTrue();
    world.kit.createTestProbe().expectTerminated(stimulus);
    assertThat(world.transport.attempts()).hasSize(2);
  }
}
