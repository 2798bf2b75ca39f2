package io.outrigger.failover.wire;

import io.outrigger.dhcp.OctetWriter;
import java.util.Optional;

/** Messages to octets. */
public final class FailoverEncoder {
  /** The longest message that a frame can hold. */
  public static final int MAX_MESSAGE_OCTETS = 0xffff;

  private FailoverEncoder() {}

  /**
   * A message without its message-size.
   *
   * @throws IllegalArgumentException if the body of an option is longer than the 65535 octets that
   *     its length can say
   */
  public static byte[] encode(FailoverMessage message) {
    OctetWriter out = new OctetWriter();
    write(message, out);
    if (out.isOverlong()) {
      throw new IllegalArgumentException("an option of more than 65535 octets");
    }
    return out.toArray();
  }

  /**
   * A message in its frame (RFC 5460 §5.1), ready for the connection.
   *
   * <pre>
   *  0               8              16              24             31
   * +-------------------------------+---------------+---------------+
   * |          message-size         |    msg-type   |               :
   * +-------------------------------+---------------+               :
   * :                        rest of the message                    :
   * +---------------------------------------------------------------+
   * </pre>
   *
   * @return empty if the message is longer than {@link #MAX_MESSAGE_OCTETS}
   */
  public static Optional<byte[]> frame(FailoverMessage message) {
    OctetWriter out = new OctetWriter();
    int begun = out.begin();
    write(message, out);
    out.end(begun);
    return out.isOverlong() ? Optional.empty() : Optional.of(out.toArray());
  }

  private static void write(FailoverMessage message, OctetWriter out) {
    out.uint8(message.code());
    switch (message) {
      case PartnerMessage m -> {
        out.uint24(m.transactionId());
        m.sentTime().writeTo(out);
        out.options(m.options());
      }
      case StartTls m -> {
        out.uint24(m.transactionId());
        out.options(m.options());
      }
      case StartTlsReply m -> {
        out.uint24(m.transactionId());
        out.options(m.options());
      }
      case UnknownFailoverMessage m -> out.bytes(m.body());
    }
  }
}
