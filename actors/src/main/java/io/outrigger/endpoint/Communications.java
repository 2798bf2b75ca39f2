package io.outrigger.endpoint;

/** How far the connection to the partner is (RFC 8156 §6.1). */
public enum Communications {
  /** None. */
  DOWN,
  /** CONNECT and CONNECTREPLY were exchanged and our STATE is sent; the partner's is awaited. */
  CONNECTED,
  /** The partner's STATE has come on this connection: communications are "OK". */
  OK
}
