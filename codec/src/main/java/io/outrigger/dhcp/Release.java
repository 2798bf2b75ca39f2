package io.outrigger.dhcp;

/**
 * A client gives leases back (RFC 8415 §18.2.7, format §8).
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |   msg-type 8  |                 transaction-id                |
 * +---------------+-----------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record Release(int transactionId, Options options) implements ClientServerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public Release {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public MessageType type() {
    return MessageType.RELEASE;
  }
}
