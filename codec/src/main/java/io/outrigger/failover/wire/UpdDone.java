package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * UPDDONE (RFC 8156 §5.3.7): all that the UPDREQ or UPDREQALL of the same transaction-id asked for
 * was sent and acked.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 30  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * |                           sent-time                           |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record UpdDone(int transactionId, AbsoluteTime sentTime, Options options)
    implements PartnerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public UpdDone {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public FailoverMessageType type() {
    return FailoverMessageType.UPDDONE;
  }
}
