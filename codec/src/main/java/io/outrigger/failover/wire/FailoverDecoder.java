package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OptionDecoders;

/** Octets of one frame to messages. */
public final class FailoverDecoder {
  private FailoverDecoder() {}

  /** Decodes what {@link FrameDecoder} found; no content makes it throw. */
  public static Decoded<FailoverMessage> decode(Bytes message) {
    byte[] octets = message.toArray();
    return decode(octets, 0, octets.length);
  }

  /**
   * Decodes one message, without its message-size. No content makes it throw, and the work is
   * linear in {@code length}; offsets of faults count from the msg-type.
   *
   * @throws IndexOutOfBoundsException if the range does not lie in {@code buffer}
   */
  public static Decoded<FailoverMessage> decode(byte[] buffer, int offset, int length) {
    return decode(FailoverOptions.RFC_8156, buffer, offset, length);
  }

  /** The same with other options known. */
  public static Decoded<FailoverMessage> decode(
      OptionDecoders decoders, byte[] buffer, int offset, int length) {
    OctetReader in = OctetReader.over(decoders, buffer, offset, length);
    return in.result(read(in));
  }

  private static FailoverMessage read(OctetReader in) {
    int code = in.uint8();
    FailoverMessageType type = FailoverMessageType.of(code);
    if (type == null) {
      return new UnknownFailoverMessage(code, in.rest());
    }
    int transactionId = in.uint24();
    return switch (type) {
      case STARTTLS -> new StartTls(transactionId, in.options());
      case REPLY -> new StartTlsReply(transactionId, in.options());
      default -> PartnerMessage.of(type, transactionId, AbsoluteTime.read(in), in.options());
    };
  }
}
