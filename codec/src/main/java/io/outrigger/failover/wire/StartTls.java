package io.outrigger.failover.wire;

import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Ranges;

/**
 * STARTTLS (RFC 7653 §6.2.2, §8.2): the primary asks for TLS on this connection; what stands in
 * options is ignored.
 *
 * <p>It has the format of RFC 8415 §8, so there is no sent-time.
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 23  |                 transaction-id                |
 * +---------------------------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record StartTls(int transactionId, Options options) implements FailoverMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public StartTls {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public int code() {
    return FailoverMessageType.STARTTLS.code();
  }
}
