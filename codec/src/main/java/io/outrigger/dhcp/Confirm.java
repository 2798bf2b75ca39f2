package io.outrigger.dhcp;

/**
 * A client that may have moved asks whether its addresses still fit the link (RFC 8415 §18.2.3,
 * format §8).
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |   msg-type 4  |                 transaction-id                |
 * +---------------+-----------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record Confirm(int transactionId, Options options) implements ClientServerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public Confirm {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public MessageType type() {
    return MessageType.CONFIRM;
  }
}
