package io.outrigger.failover.wire;

import org.jspecify.annotations.Nullable;

/** The message types that partners exchange (RFC 8156 §5.3, RFC 7653 §8.2), named as there. */
public enum FailoverMessageType {
  REPLY(7),
  STARTTLS(23),
  BNDUPD(24),
  BNDREPLY(25),
  POOLREQ(26),
  POOLRESP(27),
  UPDREQ(28),
  UPDREQALL(29),
  UPDDONE(30),
  CONNECT(31),
  CONNECTREPLY(32),
  DISCONNECT(33),
  STATE(34),
  CONTACT(35);

  private static final FailoverMessageType[] ALL = values();
  private static final int FIRST_IN_A_ROW = STARTTLS.code;

  private final int code;

  FailoverMessageType(int code) {
    this.code = code;
  }

  /** The msg-type on the wire. */
  public int code() {
    return code;
  }

  /** The type with that msg-type, or null. */
  public static @Nullable FailoverMessageType of(int code) {
    if (code == REPLY.code) {
      return REPLY;
    }
    return code >= FIRST_IN_A_ROW && code <= CONTACT.code
        ? ALL[STARTTLS.ordinal() + code - FIRST_IN_A_ROW]
        : null;
  }
}
