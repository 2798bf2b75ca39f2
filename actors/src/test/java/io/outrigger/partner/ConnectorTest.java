package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.Connect;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.Disconnect;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A primary that keeps its relationship connected. */
class ConnectorTest {
  private final LinkWorld world = new LinkWorld();
  private final LinkSettings settings = LinkWorld.settings(FailoverRole.PRIMARY);
  private final ActorRef<PartnerConnector.Command> connector =
      world.kit.spawn(PartnerConnector.create(settings, world.door, world.context));

  @AfterEach
  void end() {
    world.close();
  }

  private int attempts() {
    return world.transport.attempts().size();
  }

  private FakeChannel connect() {
    FakeChannel channel = world.channel();
    world.transport.lastAttempt().succeeds(channel);
    return channel;
  }

  private ConnectReply reply(FakeChannel channel) {
    Connect connect = (Connect) channel.said().getFirst();
    return new ConnectReply(
        connect.transactionId(),
        world.now(),
        world.connect(LinkWorld.settings(FailoverRole.SECONDARY)).options());
  }

  private FakeChannel establish() {
    FakeChannel channel = connect();
    channel.arrives(reply(channel));
    world.endpoint.expectMessageClass(LinkEvent.Established.class);
    world.endpoint.expectMessageClass(LinkEvent.Heard.class);
    return channel;
  }

  @Test
  void connectsAtOnceToThePartner() {
    assertThat(attempts()).isEqualTo(1);
    assertThat(world.transport.lastAttempt().partner).isEqualTo(LinkWorld.PARTNER);
  }

  @Test
  void saysConnectAndTellsTheEndpointOfTheAnswer() {
    FakeChannel channel = connect();
    channel.arrives(reply(channel));
    LinkParameters parameters =
        world.endpoint.expectMessageClass(LinkEvent.Established.class).parameters();
    assertThat(parameters.mclt()).isEqualTo(Duration.ofHours(1));
    assertThat(parameters.partnerKeepalive()).isEqualTo(Duration.ofSeconds(60));
    assertThat(parameters.partnerMaxUnackedBndupd()).isEqualTo(100);
    assertThat(parameters.tls()).isFalse();
  }

  @Test
  void triesAgainEveryReconnectTimeForEver() {
    for (int i = 1; i <= 50; i++) {
      assertThat(attempts()).isEqualTo(i);
      world.transport.lastAttempt().fails("refused");
      world.passSeconds(9);
      assertThat(attempts()).isEqualTo(i);
      world.passSeconds(1);
    }
  }

  @Test
  void asksLessOftenAfterARefusalByConnectReply() {
    FakeChannel channel = connect();
    Connect connect = (Connect) channel.said().getFirst();
    channel.arrives(
        PartnerMessage.of(
            FailoverMessageType.CONNECTREPLY,
            connect.transactionId(),
            world.now(),
            io.outrigger.dhcp.Options.of(
                new StatusCodeOption(StatusCode.CONFIGURATION_CONFLICT, "no"))));
    world.passSeconds(59);
    assertThat(attempts()).isEqualTo(1);
    world.passSeconds(1);
    assertThat(attempts()).isEqualTo(2);
    world.endpoint.expectNoMessage(Duration.ZERO);
  }

  @Test
  void asksLessOftenAfterADisconnect() {
    establish().arrives(world.message(FailoverMessageType.DISCONNECT));
    world.passSeconds(59);
    assertThat(attempts()).isEqualTo(1);
    world.passSeconds(1);
    assertThat(attempts()).isEqualTo(2);
  }

  @Test
  void triesAfterTheReconnectTimeWhenAConnectionBreaks() {
    establish().breaks("Connection reset");
    world.passSeconds(10);
    assertThat(attempts()).isEqualTo(2);
  }

  @Test
  void makesNoSecondConnectionWhileOneLives() {
    FakeChannel channel = establish();
    channel.said();
    connector.tell(PartnerConnector.ConnectNow.CONNECT_NOW);
    assertThat(attempts()).isEqualTo(1);
    assertThat(channel.said()).singleElement().isInstanceOf(Contact.class);
  }

  @Test
  void stimulusShortensTheWaitAndNothingElse() {
    connector.tell(PartnerConnector.ConnectNow.CONNECT_NOW);
    assertThat(attempts()).isEqualTo(1);
    world.transport.lastAttempt().fails("refused");
    connector.tell(PartnerConnector.ConnectNow.CONNECT_NOW);
    assertThat(attempts()).isEqualTo(2);
    world.transport.lastAttempt().fails("refused");
    world.passSeconds(10);
    assertThat(attempts()).isEqualTo(3);
  }

  @Test
  void otherSettingsEndTheConnectionAndMakeAnotherAtOnce() {
    FakeChannel channel = establish();
    channel.said();
    LinkSettings other =
        LinkWorld.settings(
            FailoverRole.PRIMARY, io.outrigger.config.TimeSkew.CORRECT, new PartnerTls.Off());
    connector.tell(new PartnerConnector.UseSettings(settings));
    assertThat(channel.said()).isEmpty();
    connector.tell(new PartnerConnector.UseSettings(other));
    assertThat(channel.said()).singleElement().isInstanceOf(Disconnect.class);
    assertThat(attempts()).isEqualTo(2);
  }

  @Test
  void otherSettingsGiveUpAnAttemptWithTheOldOnes() {
    FakeTransport.Attempt old = world.transport.lastAttempt();
    connector.tell(
        new PartnerConnector.UseSettings(
            LinkWorld.settings(
                FailoverRole.PRIMARY, io.outrigger.config.TimeSkew.CORRECT, new PartnerTls.Off())));
    assertThat(old.isGivenUp()).isTrue();
    assertThat(attempts()).isEqualTo(2);
    FakeChannel late = world.channel();
    old.succeeds(late);
    assertThat(late.isClosed()).isTrue();
  }

  @Test
  void stopSaysGoodbyeAndTriesNoMore() {
    FakeChannel channel = establish();
    channel.said();
    connector.tell(new PartnerConnector.Stop(Farewell.SERVER_STOPS));
    Disconnect goodbye = (Disconnect) channel.said().getFirst();
    assertThat(Handshake.status(goodbye.options()).status())
        .isEqualTo(StatusCode.SERVER_SHUTTING_DOWN);
    world.kit.createTestProbe().expectTerminated(connector);
    world.passSeconds(600);
    assertThat(attempts()).isEqualTo(1);
  }

  @Test
  void relationshipThatIsRemovedSaysSo() {
    FakeChannel channel = establish();
    channel.said();
    connector.tell(new PartnerConnector.Stop(Farewell.REMOVED));
    Disconnect goodbye = (Disconnect) channel.said().getFirst();
    assertThat(Handshake.status(goodbye.options()).status())
        .isEqualTo(StatusCode.CONFIGURATION_CONFLICT);
    assertThat(Handshake.status(goodbye.options()).text()).contains("removed");
  }

  @Test
  void stopWhileConnectingGivesUp() {
    connector.tell(new PartnerConnector.Stop(Farewell.SERVER_STOPS));
    assertThat(world.transport.lastAttempt().isGivenUp()).isTrue();
    world.kit.createTestProbe().expectTerminated(connector);
  }

  @Test
  void tlsIsAskedForBeforeConnect() {
    PartnerTls.Required tls = FaultBench.ALPHA.trusting(FaultBench.BETA.pinned());
    FakeChannel channel = world.channel();
    world.start(
        new ConnectionSide.Primary(
            LinkWorld.settings(FailoverRole.PRIMARY, io.outrigger.config.TimeSkew.REJECT, tls),
            world.door),
        channel);
    assertThat(LinkWorld.codes(channel.said()))
        .containsExactly(FailoverMessageType.STARTTLS.code());
    channel.arrives(
        new io.outrigger.failover.wire.StartTlsReply(
            PartnerConnection.OWN_TRANSACTION_IDS + 1, io.outrigger.dhcp.Options.EMPTY));
    assertThat(channel.tlsStarted()).isEqualTo(tls);
    assertThat(channel.said()).isEmpty();
    channel.secured(new PartnerChannel.TlsPeer(List.of(FaultBench.BETA.certificate()), "TLSv1.3"));
    channel.arrives(reply(channel));
    assertThat(world.endpoint.expectMessageClass(LinkEvent.Established.class).parameters().tls())
        .isTrue();
  }
}
