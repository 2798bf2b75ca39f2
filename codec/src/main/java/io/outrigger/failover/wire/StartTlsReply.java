package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * REPLY (RFC 7653 §9.1): the secondary answers a STARTTLS: without a status the TLS handshake
 * follows, with one (TLSConnectionRefused) there will be none.
 *
 * <p>It has the format of RFC 8415 §8, so there is no sent-time.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |   msg-type 7  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record StartTlsReply(int transactionId, Options options) implements FailoverMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public StartTlsReply {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public int code() {
    return FailoverMessageType.REPLY.code();
  }
}
