package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * BNDUPD (RFC 8156 §5.3.1): the sender changed a binding: one client with its leases, or one free
 * prefix.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 24  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * |                           sent-time                           |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record BndUpd(int transactionId, AbsoluteTime sentTime, Options options)
    implements PartnerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public BndUpd {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public FailoverMessageType type() {
    return FailoverMessageType.BNDUPD;
  }
}
