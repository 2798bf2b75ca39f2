package io.outrigger.binding;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.FailoverDecoder;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.FailoverMessage;

/** Messages to octets and back, as they come to the partner. */
final class Wire {
  private Wire() {}

  /** Octets written by hand: pairs of digits, blanks anywhere, remarks behind {@code #}. */
  static Bytes hex(String text) {
    return Bytes.fromHex(text.replaceAll("#.*", "").replaceAll("\\s", ""));
  }

  static Bytes octets(FailoverMessage message) {
    return Bytes.of(FailoverEncoder.encode(message));
  }

  static BndUpd update(Bytes octets) {
    return (BndUpd) decode(octets);
  }

  static BndReply reply(Bytes octets) {
    return (BndReply) decode(octets);
  }

  /** As the partner decodes it. */
  static BndUpd sent(BndUpd message) {
    return update(octets(message));
  }

  static BndReply sent(BndReply message) {
    return reply(octets(message));
  }

  private static FailoverMessage decode(Bytes octets) {
    return switch (FailoverDecoder.decode(octets)) {
      case Decoded.Ok<FailoverMessage> ok -> ok.value();
      case Decoded.Malformed<FailoverMessage> malformed ->
          throw new AssertionError(malformed.toString());
    };
  }
}
