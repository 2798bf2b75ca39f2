package io.outrigger.partner;

/** How far a connection has come, as seen by us. */
enum Phase {
  /** Secondary: nothing was said yet; STARTTLS or CONNECT. */
  OPENING,
  /** Primary: STARTTLS was sent. */
  AWAITING_TLS_REPLY,
  /** Both: octets belong to the TLS handshake. */
  SECURING,
  /** Secondary: TLS is on; CONNECT. */
  SECURED,
  /** Primary: CONNECT was sent. */
  AWAITING_CONNECTREPLY,
  /** Both: the connection is made; STATE comes first (RFC 8156 §6.1). */
  AWAITING_STATE,
  /** Both: all the rest. */
  OPEN;

  /** Whether CONNECT and CONNECTREPLY were exchanged. */
  boolean isEstablished() {
    return this == AWAITING_STATE || this == OPEN;
  }
}
