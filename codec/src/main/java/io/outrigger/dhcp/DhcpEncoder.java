package io.outrigger.dhcp;

import java.util.Optional;

/** Messages to octets. */
public final class DhcpEncoder {
  private DhcpEncoder() {}

  /**
   * @throws IllegalArgumentException if the body of an option is longer than the 65535 octets that
   *     its length can say
   */
  public static byte[] encode(Message message) {
    return encode(message, Integer.MAX_VALUE)
        .orElseThrow(() -> new IllegalArgumentException("an option of more than 65535 octets"));
  }

  /**
   * For answers whose size a client can drive up.
   *
   * @return empty if there were more than {@code maxOctets}, or an option with more than 65535
   */
  public static Optional<byte[]> encode(Message message, int maxOctets) {
    OctetWriter out = new OctetWriter();
    write(message, out);
    return out.isOverlong() || out.length() > maxOctets
        ? Optional.empty()
        : Optional.of(out.toArray());
  }

  static void write(Message message, OctetWriter out) {
    out.uint8(message.code());
    switch (message) {
      case ClientServerMessage m -> {
        out.uint24(m.transactionId());
        out.options(m.options());
      }
      case RelayMessage m -> {
        out.uint8(m.hopCount());
        out.address(m.linkAddress());
        out.address(m.peerAddress());
        out.options(m.options());
      }
      case UnknownMessage m -> out.bytes(m.body());
    }
  }
}
