package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * UPDREQALL (RFC 8156 §5.3.6): asks for every binding, by a server that lost its own.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 29  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * |                           sent-time                           |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record UpdReqAll(int transactionId, AbsoluteTime sentTime, Options options)
    implements PartnerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public UpdReqAll {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public FailoverMessageType type() {
    return FailoverMessageType.UPDREQALL;
  }
}
