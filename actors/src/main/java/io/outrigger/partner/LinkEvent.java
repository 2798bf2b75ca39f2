package io.outrigger.partner;

import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.PartnerMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a connection tells the endpoint. Every one names its connection, so that the words of a
 * replaced one can be told apart.
 */
public sealed interface LinkEvent {
  ActorRef<PartnerConnection.Command> connection();

  /**
   * CONNECT and CONNECTREPLY have been exchanged and all checks of RFC 8156 §6.1.2 and §6.1.3
   * passed. The endpoint sends STATE now.
   *
   * @param isOver whether the connection has ended since; of any thread. An endpoint that could
   *     store nothing for a while need not live through each that its partner has given up
   * @param saidPartnerDown whether the partner has said on it that it is in PARTNER-DOWN, which the
   *     endpoint must know; of any thread
   */
  record Established(
      ActorRef<PartnerConnection.Command> connection,
      LinkParameters parameters,
      BooleanSupplier isOver,
      BooleanSupplier saidPartnerDown)
      implements LinkEvent {

    /**
     * Whether an endpoint learns nothing from it any more.
     *
     * @param knowsPartnerDown that the partner was in PARTNER-DOWN when it was heard last
     */
    public boolean isPast(boolean knowsPartnerDown) {
      return isOver.getAsBoolean() && (knowsPartnerDown || !saidPartnerDown.getAsBoolean());
    }
  }

  /** STATE, UPDREQ, UPDREQALL or UPDDONE, in the order of the wire. */
  record Said(
      ActorRef<PartnerConnection.Command> connection, PartnerMessage message, Instant receivedAt)
      implements LinkEvent {}

  /**
   * A message of any kind came; told at most once a second.
   *
   * @param skewMillis the partner's clock minus ours, the average of the last messages
   */
  record Heard(ActorRef<PartnerConnection.Command> connection, Instant at, long skewMillis)
      implements LinkEvent {}

  /**
   * It is over; told exactly once after each {@link Established}, and never without one.
   *
   * @param reason for people
   * @param disconnect the status of the DISCONNECT that ended it, if the partner sent one;
   *     UnspecFail if that one had no status
   */
  record Closed(
      ActorRef<PartnerConnection.Command> connection,
      String reason,
      Optional<StatusCode> disconnect)
      implements LinkEvent {}
}
