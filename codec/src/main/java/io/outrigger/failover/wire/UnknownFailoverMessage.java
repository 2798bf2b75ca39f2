package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Ranges;

/**
 * A message of a type that partners do not exchange, kept as it came: a receiver ignores it.
 *
 * @param code msg-type, 0 to 255, none of {@link FailoverMessageType}
 * @param body everything behind the msg-type
 */
public record UnknownFailoverMessage(int code, Bytes body) implements FailoverMessage {

  /**
   * @throws IllegalArgumentException if {@code code} is out of range or known
   */
  public UnknownFailoverMessage {
    Ranges.uint8("msg-type", code);
    if (FailoverMessageType.of(code) != null) {
      throw new IllegalArgumentException("msg-type " + code + " has a record of its own");
    }
  }
}
