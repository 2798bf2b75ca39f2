package io.outrigger.partner;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.ServerState;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.failover.wire.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** Tells endpoint and bindings what happens on one connection that is made. */
final class LinkVoice {
  private static final Duration HEARD_INTERVAL = Duration.ofSeconds(1);

  private final LinkDoor door;
  private final ActorRef<PartnerConnection.Command> connection;
  private Instant heardToldAt = Instant.MIN;
  private volatile boolean over;
  private volatile boolean partnerDown;

  LinkVoice(LinkDoor door, ActorRef<PartnerConnection.Command> connection) {
    this.door = door;
    this.connection = connection;
  }

  void established(LinkParameters parameters) {
    door.endpoint()
        .tell(new LinkEvent.Established(connection, parameters, () -> over, () -> partnerDown));
  }

  void said(PartnerMessage message, Instant at) {
    partnerDown |= message instanceof State state && isInPartnerDown(state);
    door.endpoint().tell(new LinkEvent.Said(connection, message, at));
  }

  private static boolean isInPartnerDown(State message) {
    return message
        .options()
        .first(ServerStateOption.class)
        .filter(option -> option.serverState() == ServerState.PARTNER_DOWN.code())
        .isPresent();
  }

  /** A clock that is set back must not silence this. */
  void heard(Instant at, long skewMillis) {
    Duration since = Duration.between(heardToldAt, at);
    if (since.isNegative() || since.compareTo(HEARD_INTERVAL) >= 0) {
      heardToldAt = at;
      door.endpoint().tell(new LinkEvent.Heard(connection, at, skewMillis));
    }
  }

  void arrived(List<PartnerMessage> messages, Instant at, long skewMillis) {
    door.bindings().tell(new BindingTraffic.Arrived(connection, messages, at, skewMillis));
  }

  void closed(String reason, Optional<StatusCode> disconnect) {
    over = true;
    door.endpoint().tell(new LinkEvent.Closed(connection, reason, disconnect));
  }
}
