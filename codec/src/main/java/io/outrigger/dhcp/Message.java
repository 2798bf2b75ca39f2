package io.outrigger.dhcp;

/** A DHCP message (RFC 8415 §7.3). */
public sealed interface Message permits ClientServerMessage, RelayMessage, UnknownMessage {
  /** The msg-type, 0 to 255. */
  int code();
}
