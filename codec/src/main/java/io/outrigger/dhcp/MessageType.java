package io.outrigger.dhcp;

import org.jspecify.annotations.Nullable;

/** The message types of RFC 8415 §7.3. */
public enum MessageType {
  SOLICIT(1),
  ADVERTISE(2),
  REQUEST(3),
  CONFIRM(4),
  RENEW(5),
  REBIND(6),
  REPLY(7),
  RELEASE(8),
  DECLINE(9),
  RECONFIGURE(10),
  INFORMATION_REQUEST(11),
  RELAY_FORW(12),
  RELAY_REPL(13);

  private static final MessageType[] ALL = values();

  private final int code;

  MessageType(int code) {
    this.code = code;
  }

  /** The msg-type on the wire. */
  public int code() {
    return code;
  }

  /** The type with that msg-type, or null. */
  public static @Nullable MessageType of(int code) {
    return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
  }
}
