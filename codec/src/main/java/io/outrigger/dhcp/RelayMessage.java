package io.outrigger.dhcp;

import java.util.Optional;

/** A message between relay agent and server (RFC 8415 §9). */
public sealed interface RelayMessage extends Message permits RelayForward, RelayReply {
  /** {@link #hopCount} of a message that a relay agent must not pass on (RFC 8415 §7.6). */
  int HOP_COUNT_LIMIT = 8;

  MessageType type();

  int hopCount();

  Ipv6Address linkAddress();

  Ipv6Address peerAddress();

  Options options();

  /** The message in the first Relay Message option. */
  default Optional<Message> relayed() {
    return options().first(RelayMessageOption.class).map(RelayMessageOption::message);
  }

  @Override
  default int code() {
    return type().code();
  }
}
