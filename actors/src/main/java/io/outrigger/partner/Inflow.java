package io.outrigger.partner;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.failover.wire.FailoverDecoder;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FrameDecoder;
import java.util.ArrayList;
import java.util.List;

/** Octets of one connection to messages. Not for more than one thread. */
final class Inflow {
  private final FrameDecoder frames = new FrameDecoder();

  /** Messages in order; a malformed one is the last. */
  List<Decoded<FailoverMessage>> feed(byte[] octets) {
    List<Decoded<FailoverMessage>> messages = new ArrayList<>();
    for (Decoded<Bytes> frame : frames.feed(octets, 0, octets.length)) {
      Decoded<FailoverMessage> message =
          switch (frame) {
            case Decoded.Ok<Bytes> ok -> FailoverDecoder.decode(ok.value());
            case Decoded.Malformed<Bytes> bad ->
                new Decoded.Malformed<>(bad.where(), bad.offset(), bad.reason());
          };
      messages.add(message);
      if (message instanceof Decoded.Malformed<FailoverMessage>) {
        break;
      }
    }
    return messages;
  }

  /** Octets of a message that is not complete. */
  int pendingOctets() {
    return frames.pendingOctets();
  }
}
