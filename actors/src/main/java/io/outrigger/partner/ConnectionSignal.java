package io.outrigger.partner;

import java.time.Instant;

/** What a connection is told by its channel and by its timers. */
sealed interface ConnectionSignal extends PartnerConnection.Command {

  /**
   * @param at when they came, however long they wait in the actor's mailbox
   */
  record Received(byte[] octets, Instant at) implements ConnectionSignal {}

  record Secured(PartnerChannel.TlsPeer peer) implements ConnectionSignal {}

  record ChannelClosed(String reason) implements ConnectionSignal {}

  enum Channel implements ConnectionSignal {
    WRITABLE
  }

  enum Timer implements ConnectionSignal {
    /** CONNECT and CONNECTREPLY took too long. */
    HANDSHAKE,
    /** The partner's first STATE took too long. */
    STATE,
    /** Nothing was sent for FO_SEND_TIME. */
    CONTACT,
    /** Nothing came for our keepalive time. */
    SILENCE,
    /** Time to see whether the partner takes what we send. */
    OUTFLOW,
    /** A second is over since the first message for the endpoint. */
    PACE
  }

  /** A sign that the partner has started anew: sees whether this connection is still one. */
  enum Probe implements ConnectionSignal {
    PROBE
  }
}
