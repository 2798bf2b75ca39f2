package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * STATE (RFC 8156 §5.3.11, §6.3): the state of the endpoint that sends it.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 34  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * |                           sent-time                           |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record State(int transactionId, AbsoluteTime sentTime, Options options)
    implements PartnerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public State {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public FailoverMessageType type() {
    return FailoverMessageType.STATE;
  }
}
