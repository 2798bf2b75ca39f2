package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.ServerState;
import io.outrigger.failover.wire.ServerStateOption;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an endpoint that was busy finds out of connections that have ended meanwhile. */
class LinkVoiceTest {
  private final LinkWorld world = new LinkWorld();

  @AfterEach
  void end() {
    world.close();
  }

  private LinkEvent.Established connection(ServerState partners) {
    FakeChannel channel = world.channel();
    LinkRelationship own = world.relationship(LinkWorld.settings(FailoverRole.SECONDARY));
    world.start(new ConnectionSide.Secondary(() -> List.of(own)), channel);
    channel.arrives(world.connect(LinkWorld.settings(FailoverRole.PRIMARY)));
    LinkEvent.Established established =
        world.endpoint.expectMessageClass(LinkEvent.Established.class);
    assertThat(established.isPast(true)).isFalse();
    channel.arrives(
        world.message(FailoverMessageType.STATE, 1, new ServerStateOption(partners.code())));
    channel.breaks("gone");
    world.endpoint.fishForMessage(
        Duration.ofSeconds(30),
        event ->
            event instanceof LinkEvent.Closed
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    return established;
  }

  @Test
  void aConnectionThatHasEndedNeedNotBeLivedThrough() {
    assertThat(connection(ServerState.COMMUNICATIONS_INTERRUPTED).isPast(false)).isTrue();
  }

  /** RFC 8156 §8.4: who was served alone by a partner must recover before it operates. */
  @Test
  void oneOnWhichThePartnerSaidThatItServesAloneMustBeUnlessThatIsKnown() {
    LinkEvent.Established ended = connection(ServerState.PARTNER_DOWN);
    assertThat(ended.isPast(false)).isFalse();
    assertThat(ended.isPast(true)).isTrue();
  }
}
