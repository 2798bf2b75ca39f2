package io.outrigger.dhcp;

/**
 * A client asks the server of its leases to prolong them (RFC 8415 §18.2.4, format §8).
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |   msg-type 5  |                 transaction-id                |
 * +---------------+-----------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record Renew(int transactionId, Options options) implements ClientServerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public Renew {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public MessageType type() {
    return MessageType.RENEW;
  }
}
