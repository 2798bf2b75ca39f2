package io.outrigger.partner;

import org.apache.pekko.actor.typed.ActorRef;

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
      implements ConnectionReport {}
}
