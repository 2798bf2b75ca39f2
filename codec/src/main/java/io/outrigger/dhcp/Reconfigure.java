package io.outrigger.dhcp;

/**
 * A server tells a client to come and ask (RFC 8415 §18.3.11, format §8).
 *
 * <pre>
 *  0               8              16              24             31
 * +---------------+-----------------------------------------------+
 * |  msg-type 10  |                 transaction-id                |
 * +---------------+-----------------------------------------------+
 * :                            options                            :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param transactionId 0 to 2^24-1
 */
public record Reconfigure(int transactionId, Options options) implements ClientServerMessage {

  /**
   * @throws IllegalArgumentException if {@code transactionId} is not 0 to 2^24-1
   */
  public Reconfigure {
    Ranges.uint24("transaction-id", transactionId);
  }

  @Override
  public MessageType type() {
    return MessageType.RECONFIGURE;
  }
}
