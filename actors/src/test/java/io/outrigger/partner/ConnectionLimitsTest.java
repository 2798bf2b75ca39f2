package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a connection bounds: what waits to be sent, how fast it reads, how long it is not taken
 * from.
 */
class ConnectionLimitsTest {
  private final LinkWorld world = new LinkWorld();
  private final FakeChannel channel = world.channel();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatThePartnerDoesNotTakeWaitsAsMessagesAndIsStampedWhenItLeaves() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.stuck();
    List<PartnerMessage> many =
        new ArrayList<>(Collections.nCopies(30_000, world.message(FailoverMessageType.CONTACT)));
    connection.tell(new PartnerConnection.Send(many));
    connection.tell(new PartnerConnection.Send(List.of(world.state())));
    assertThat(world.counters.octetsWaiting()).isBetween(1L << 18, (1L << 18) + (1L << 10));
    channel.said();
    AbsoluteTime before = world.now();
    world.passSeconds(2);
    channel.flows();

    List<FailoverMessage> late = channel.said();
    assertThat(late.getLast()).isInstanceOf(State.class);
    assertThat(((State) late.getLast()).sentTime()).isEqualTo(before.plusSeconds(2));
  }

  @Test
  void aPartnerThatTakesNothingForTheKeepaliveTimeIsDropped() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.stuck();
    connection.tell(new PartnerConnection.Send(List.of(world.state())));
    for (int i = 0; i < 12; i++) {
      world.passSeconds(10);
      channel.arrives(world.message(FailoverMessageType.CONTACT));
    }
    assertThat(world.counters.of(LinkCount.NOT_TAKEN)).isEqualTo(1);
    assertThat(channel.isClosed()).isTrue();
  }

  @Test
  void aPartnerThatTakesSlowlyIsKept() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.stuck();
    connection.tell(
        new PartnerConnection.Send(
            Collections.nCopies(1000, world.message(FailoverMessageType.CONTACT))));
    for (int i = 0; i < 30; i++) {
      world.passSeconds(10);
      channel.takes(10);
      channel.arrives(world.message(FailoverMessageType.CONTACT));
    }
    assertThat(channel.isClosed()).isFalse();
  }

  @Test
  void readingStopsWhenMoreWaitsThanTwoPartnersWithinTheirLimitsCanCause() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    channel.stuck();
    connection.tell(
        new PartnerConnection.Send(
            Collections.nCopies(30_000, world.message(FailoverMessageType.CONTACT))));
    connection.tell(new PartnerConnection.Send(Collections.nCopies(100 + 100 + 64, world.state())));
    connection.tell(new PartnerConnection.Send(List.of(world.state())));
    channel.arrives(world.message(FailoverMessageType.CONTACT));
    channel.arrives(world.message(FailoverMessageType.CONTACT));
    assertThat(channel.hasUnread()).isTrue();
    channel.flows();
    assertThat(channel.hasUnread()).isFalse();
  }

  @Test
  void aBabblingPartnerIsReadSlowly() {
    world.open(channel);
    for (int i = 0; i < 200; i++) {
      channel.arrives(world.state());
    }
    assertThat(channel.hasUnread()).isTrue();
    int told = world.endpoint.receiveSeveralMessages(63).size();
    assertThat(told).isEqualTo(63);
    world.endpoint.expectNoMessage(Duration.ZERO);
    world.passSeconds(1);
    assertThat(world.endpoint.receiveSeveralMessages(64)).hasSize(64);
  }

  @Test
  void aMessageThatFitsInNoFrameIsNotSentAndHarmsNobody() {
    ActorRef<PartnerConnection.Command> connection = world.open(channel);
    PartnerMessage huge =
        world.message(
            FailoverMessageType.STATE,
            1,
            new StatusCodeOption(StatusCode.SUCCESS, "x".repeat(60_000)),
            new StatusCodeOption(StatusCode.SUCCESS, "x".repeat(60_000)));
    connection.tell(new PartnerConnection.Send(List.of(huge, world.state())));
    assertThat(channel.said()).singleElement().isInstanceOf(State.class);
    assertThat(world.counters.of(LinkCount.UNSENDABLE)).isEqualTo(1);
  }
}
