package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.ConnectReply;
import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.Disconnect;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that is made: what it tells whom, when it speaks by itself, when it ends. */
class ConnectionTest {
  private final LinkWorld world = new LinkWorld();
  private final FakeChannel channel = world.channel();

  @AfterEach
  void end() {
    world.close();
  }

  private String closedReason() {
    return world.endpoint.expectMessageClass(LinkEvent.Closed.class).reason();
  }

  private Disconnect saidDisconnect() {
    List<FailoverMessage> said = channel.said();
    assertThat(said).isNotEmpty();
    assertThat(said.getLast()).isInstanceOf(Disconnect.class);
    return (Disconnect) said.getLast();
  }

  private static StatusCode status(PartnerMessage message) {
    return message.options().first(StatusCodeOption.class).orElseThrow().status();
  }

  @Test
  void statesGoToTheEndpointAndBindingsToTheBindings() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    PartnerMessage update = world.message(FailoverMessageType.BNDUPD, 1);
    PartnerMessage reply = world.message(FailoverMessageType.BNDREPLY, 2);
    PartnerMessage request = world.message(FailoverMessageType.UPDREQ, 3);
    channel.arrives(update, request, reply);

    assertThat(world.endpoint.expectMessageClass(LinkEvent.Said.class).message())
        .isEqualTo(request);
    BindingTraffic.Arrived arrived =
        (BindingTraffic.Arrived) world.bindings.expectMessageClass(BindingTraffic.class);
    assertThat(arrived.messages()).containsExactly(update, reply);
    assertThat(arrived.connection()).isEqualTo(connection);
    assertThat(arrived.receivedAt()).isEqualTo(world.clock.instant());
  }

  @Test
  void nothingIsReadUntilTheBindingsWereTaken() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.arrives(world.message(FailoverMessageType.BNDUPD));
    assertThat(channel.isReading()).isFalse();

    channel.arrives(world.message(FailoverMessageType.UPDREQ));
    assertThat(channel.hasUnread()).isTrue();
    connection.tell(PartnerConnection.Taken.TAKEN);
    assertThat(channel.hasUnread()).isFalse();
    assertThat(channel.isReading()).isTrue();
  }

  @Test
  void messagesOfOneSendAreOneWriteWithTheTimeOfTheWrite() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    PartnerMessage early = world.message(FailoverMessageType.BNDUPD, 1);
    world.passSeconds(3);
    int before = channel.writes();
    connection.tell(
        new PartnerConnection.Send(
            List.of(early, world.message(FailoverMessageType.BNDREPLY, 2), world.state())));

    assertThat(channel.writes()).isEqualTo(before + 1);
    assertThat(channel.said())
        .hasSize(3)
        .allSatisfy(each -> assertThat(((PartnerMessage) each).sentTime()).isEqualTo(world.now()));
  }

  @Test
  void contactGoesWhenNothingWasSentForAQuarterOfThePartnersKeepalive() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    world.passSeconds(14);
    assertThat(channel.said()).isEmpty();
    connection.tell(new PartnerConnection.Send(List.of(world.state())));
    channel.said();
    world.passSeconds(14);
    assertThat(channel.said()).isEmpty();
    world.passSeconds(1);
    assertThat(channel.said()).singleElement().isInstanceOf(Contact.class);
    world.passSeconds(15);
    assertThat(channel.said()).singleElement().isInstanceOf(Contact.class);
  }

  @Test
  void partnerThatNeverSendsItsStateIsNotHeldForEver() {
    world.connected(channel);
    world.passSeconds(9);
    assertThat(channel.isClosed()).isFalse();
    world.passSeconds(1);

    assertThat(status(saidDisconnect())).isEqualTo(StatusCode.UNSPEC_FAIL);
    assertThat(closedReason()).contains("no STATE within 10 s");
    assertThat(channel.isClosed()).isTrue();
  }

  @Test
  void connectionWithAStateGoesOn() {
    world.connected(channel);
    world.passSeconds(9);
    channel.arrives(world.state());
    world.passSeconds(40);
    assertThat(channel.isClosed()).isFalse();
  }

  @Test
  void silenceForTheKeepaliveTimeEndsTheConnection() {
    world.open(channel);
    world.passSeconds(59);
    assertThat(channel.isClosed()).isFalse();
    channel.arrives(world.message(FailoverMessageType.CONTACT));
    world.endpoint.expectMessageClass(LinkEvent.Heard.class);
    world.passSeconds(59);
    assertThat(channel.isClosed()).isFalse();
    world.passSeconds(1);

    assertThat(closedReason()).contains("nothing came");
    assertThat(channel.isClosed()).isTrue();
    assertThat(world.counters.of(LinkCount.SILENT)).isEqualTo(1);
  }

  @Test
  void octetsThatMakeNoMessageAreNoSignOfLife() {
    world.open(channel);
    byte[] begun = {0, 100, 34, 0};
    for (int i = 0; i < 4; i++) {
      channel.arrives(new byte[] {begun[i]});
      world.passSeconds(15);
    }
    assertThat(closedReason()).contains("nothing came");
  }

  @Test
  void silenceDoesNotCountWhileWeDoNotRead() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.arrives(world.message(FailoverMessageType.BNDUPD));
    world.passSeconds(200);
    assertThat(channel.isClosed()).isFalse();
    connection.tell(PartnerConnection.Taken.TAKEN);
    world.passSeconds(59);
    assertThat(channel.isClosed()).isFalse();
    world.passSeconds(1);
    assertThat(channel.isClosed()).isTrue();
  }

  @Test
  void heardIsToldAtMostOnceASecond() {
    world.open(channel);
    world.passSeconds(1);
    channel.arrives(world.message(FailoverMessageType.CONTACT));
    channel.arrives(world.message(FailoverMessageType.CONTACT));
    world.endpoint.expectMessageClass(LinkEvent.Heard.class);
    world.endpoint.expectNoMessage(Duration.ZERO);
    world.passSeconds(1);
    channel.arrives(world.message(FailoverMessageType.CONTACT));
    world.endpoint.expectMessageClass(LinkEvent.Heard.class);
  }

  @Test
  void disconnectOfThePartnerEndsItWithItsStatus() {
    world.open(channel);
    channel.arrives(
        world.message(
            FailoverMessageType.DISCONNECT,
            1,
            new StatusCodeOption(StatusCode.SERVER_SHUTTING_DOWN, "bye\nbye")));
    LinkEvent.Closed closed = world.endpoint.expectMessageClass(LinkEvent.Closed.class);
    assertThat(closed.disconnect()).contains(StatusCode.SERVER_SHUTTING_DOWN);
    assertThat(closed.reason()).contains("ServerShuttingDown(20)", "bye?bye");
    assertThat(channel.said()).isEmpty();
    assertThat(channel.isClosed()).isTrue();
  }

  @Test
  void updatesInFrontOfADisconnectAreHandedOver() {
    world.open(channel);
    PartnerMessage reply = world.message(FailoverMessageType.BNDREPLY, 2);
    channel.arrives(reply, world.message(FailoverMessageType.DISCONNECT));
    assertThat(
            ((BindingTraffic.Arrived) world.bindings.expectMessageClass(BindingTraffic.class))
                .messages())
        .containsExactly(reply);
  }

  @Test
  void disconnectOfOursGoesPastWhatWaits() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    connection.tell(
        new PartnerConnection.Disconnect(StatusCode.SERVER_SHUTTING_DOWN, "the server ends"));
    assertThat(status(saidDisconnect())).isEqualTo(StatusCode.SERVER_SHUTTING_DOWN);
    assertThat(closedReason()).contains("the server ends");
    assertThat(channel.isClosed()).isTrue();
  }

  @Test
  void dropEndsItWithoutAWord() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    connection.tell(new PartnerConnection.Drop("no more"));
    assertThat(channel.said()).isEmpty();
    assertThat(closedReason()).isEqualTo("no more");
    world.endpoint.expectNoMessage(Duration.ZERO);
  }

  @Test
  void stopByItsParentIsToldTheEndpointAsWell() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    world.kit.stop(connection);
    assertThat(closedReason()).contains("this server");
    assertThat(channel.isClosed()).isTrue();
    assertThat(world.counters.connections()).isZero();
  }

  @Test
  void aBrokenConnectionSaysWhatWasCutOff() {
    world.open(channel);
    channel.arrives(new byte[] {0, 100, 34});
    channel.breaks("Connection reset");
    assertThat(closedReason())
        .isEqualTo("Connection reset, with 3 octets of an incomplete message");
  }

  @Test
  void probeSendsAContact() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    connection.tell(ConnectionSignal.Probe.PROBE);
    assertThat(channel.said()).singleElement().isInstanceOf(Contact.class);
  }

  // Time skew

  private PartnerMessage skewed(long seconds) {
    return world.state().sentAt(world.now().plusSeconds(seconds));
  }

  @Test
  void aClockMoreThanFiveSecondsOffEndsTheConnection() {
    world.open(channel);
    channel.arrives(skewed(5), skewed(-5));
    assertThat(channel.isClosed()).isFalse();
    channel.arrives(skewed(-6));
    assertThat(status(saidDisconnect())).isEqualTo(StatusCode.EXCESSIVE_TIME_SKEW);
    assertThat(world.counters.of(LinkCount.SKEWED)).isEqualTo(1);
  }

  @Test
  void correctedSkewIsHandedOverAsAnAverage() {
    LinkSettings settings =
        LinkWorld.settings(FailoverRole.SECONDARY, TimeSkew.CORRECT, new PartnerTls.Off());
    world.open(channel, settings);
    for (int i = 0; i < 10; i++) {
      channel.arrives(skewed(i % 2 == 0 ? 60 : 61));
    }
    // It takes a place in the average itself: the 60 of the first one leaves.
    channel.arrives(world.message(FailoverMessageType.BNDUPD).sentAt(world.now().plusSeconds(70)));
    BindingTraffic.Arrived arrived =
        (BindingTraffic.Arrived) world.bindings.expectMessageClass(BindingTraffic.class);
    assertThat(arrived.skewMillis()).isEqualTo(61_500);
  }

  @Test
  void messagesThatWaitedBecauseWeDidNotReadAreNoSkew() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.arrives(world.message(FailoverMessageType.BNDUPD));
    channel.arrives(world.state());
    channel.arrives(world.state());
    world.passSeconds(30);
    connection.tell(PartnerConnection.Taken.TAKEN);
    assertThat(channel.hasUnread()).isFalse();
    assertThat(channel.isClosed()).isFalse();
    world.passSeconds(1);
    channel.arrives(skewed(-6));
    assertThat(channel.isClosed()).isTrue();
  }

  // Both ends

  @Test
  void twoConnectionsThatFloodEachOtherDoNotWaitForEachOther() {
    List<FakeChannel> ends =
        FakeChannel.pair(LinkWorld.OWN.address(), LinkWorld.PARTNER.address(), world.clock);
    LinkSettings secondary = LinkWorld.settings(FailoverRole.SECONDARY);
    world.start(
        new ConnectionSide.Secondary(() -> List.of(world.relationship(secondary))), ends.getLast());
    world.start(
        new ConnectionSide.Primary(LinkWorld.settings(FailoverRole.PRIMARY), world.door),
        ends.getFirst());
    List<ActorRef<PartnerConnection.Command>> connections = new ArrayList<>();
    while (connections.size() < 2) {
      if (world.endpoint.receiveMessage() instanceof LinkEvent.Established established) {
        connections.add(established.connection());
      }
    }
    connections.forEach(each -> each.tell(new PartnerConnection.Send(List.of(world.state()))));
    PartnerMessage large =
        world.message(
            FailoverMessageType.BNDUPD,
            1,
            new StatusCodeOption(StatusCode.SUCCESS, "x".repeat(9_000)));
    connections.forEach(
        each -> each.tell(new PartnerConnection.Send(Collections.nCopies(100, large))));
    assertThat(ends).allSatisfy(each -> assertThat(each.untakenOctets()).isGreaterThan(100_000));
    int handled = 0;
    while (handled < 200) {
      BindingTraffic.Arrived arrived = (BindingTraffic.Arrived) world.bindings.receiveMessage();
      handled += arrived.messages().size();
      arrived.connection().tell(PartnerConnection.Taken.TAKEN);
    }
    assertThat(handled).isEqualTo(200);
  }

  @Test
  void theSecondaryAnswersAConnectWithItsOwnParametersAndThePrimarysMclt() {
    world.start(
        new ConnectionSide.Secondary(
            () -> List.of(world.relationship(LinkWorld.settings(FailoverRole.SECONDARY)))),
        channel);
    channel.arrives(world.connect(LinkWorld.settings(FailoverRole.PRIMARY)));
    FailoverMessage reply = channel.said().getFirst();
    assertThat(reply).isInstanceOf(ConnectReply.class);
    assertThat(((ConnectReply) reply).transactionId()).isEqualTo(5);
    assertThat(((ConnectReply) reply).options().has(StatusCodeOption.class)).isFalse();
    assertThat(world.owner.expectMessageClass(ConnectionReport.Made.class)).isNotNull();
  }
}
