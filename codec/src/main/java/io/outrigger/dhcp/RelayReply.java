package io.outrigger.dhcp;

/**
 * A server sends a message back through relay agents (RFC 8415 §9.2).
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+---------------+
 * |  msg-type 13  |   hop-count   |
 * +---------------+---------------+-------------------------------+
 * :                    link-address (16 octets)                   :
 * +---------------------------------------------------------------+
 * :                    peer-address (16 octets)                   :
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param hopCount relay agents passed before, 0 to 255
 * @param linkAddress tells the link of the client, or unspecified
 * @param peerAddress who the message was received from, or goes to
 */
public record RelayReply(
    int hopCount, Ipv6Address linkAddress, Ipv6Address peerAddress, Options options)
    implements RelayMessage {

  /**
   * @throws IllegalArgumentException if {@code hopCount} is not 0 to 255
   */
  public RelayReply {
    Ranges.uint8("hop-count", hopCount);
  }

  @Override
  public MessageType type() {
    return MessageType.RELAY_REPL;
  }
}
