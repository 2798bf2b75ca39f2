package io.outrigger.partner;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Terminated;

/** What a connection tells whoever started it. */
sealed interface ConnectionReport extends PartnerConnector.Command, PartnerListener.Command {
  ActorRef<PartnerConnection.Command> connection();

  /** CONNECT and CONNECTREPLY were exchanged. */
  record Made(ActorRef<PartnerConnection.Command> connection) implements ConnectionReport {}

  /**
   * It is over; told once.
   *
   * @param made whether {@link Made} was told
   * @param refused whether the partner ended it by CONNECTREPLY or DISCONNECT
   * @param silent whether not one octet ever came
   */
  record Over(
      ActorRef<PartnerConnection.Command> connection,
      String reason,
      boolean made,
      boolean refused,
      boolean silent)
      implements ConnectionReport {

    /**
     * That of a connection that failed, for whoever watches it; it comes behind the connection's
     * own, if it came to that.
     */
    static Over of(Terminated connection) {
      return new Over(
          connection.getRef().unsafeUpcast(), "a fault of this server", false, false, false);
    }
  }
}
