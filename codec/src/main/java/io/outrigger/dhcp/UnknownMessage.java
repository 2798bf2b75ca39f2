package io.outrigger.dhcp;

/**
 * A message of a type that is not in RFC 8415 §7.3, kept as it came.
 *
 * @param code msg-type, 0 to 255, none of {@link MessageType}
 * @param body everything behind the msg-type
 */
public record UnknownMessage(int code, Bytes body) implements Message {

  /**
   * @throws IllegalArgumentException if {@code code} is out of range or known
   */
  public UnknownMessage {
    Ranges.uint8("msg-type", code);
    if (MessageType.of(code) != null) {
      throw new IllegalArgumentException("msg-type " + code + " has a record of its own");
    }
  }
}
