package io.outrigger.dhcp;

/**
 * A server answers with leases, configuration or a status (RFC 8415 §18.3.10, format §8).
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |   msg-type 7  |                 transaction-id                |
 * +---------------+-----------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record Reply(int transactionId, Options options) implements ClientServerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public Reply {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public MessageType type() {
    return MessageType.REPLY;
  }
}
