package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * BNDREPLY (RFC 8156 §5.3.2): accepts or rejects the BNDUPD of the same transaction-id.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 25  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * |                           sent-time                           |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record BndReply(int transactionId, AbsoluteTime sentTime, Options options)
    implements PartnerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public BndReply {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public FailoverMessageType type() {
    return FailoverMessageType.BNDREPLY;
  }
}
