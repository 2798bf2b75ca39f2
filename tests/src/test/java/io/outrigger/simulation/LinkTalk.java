package io.outrigger.simulation;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.failover.wire.FailoverDecoder;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FrameDecoder;
import java.util.ArrayList;
import java.util.List;

/** Hears what servers say to each other, message by message. */
abstract class LinkTalk {

  /** A server has given it to its operating system. */
  void said(String from, String to, FailoverMessage message) {}

  /** It has come to the other end. */
  void heard(String from, String to, FailoverMessage message) {}

  /** What {@code octets} complete. */
  static List<FailoverMessage> messages(FrameDecoder frames, byte[] octets) {
    List<FailoverMessage> messages = new ArrayList<>();
    for (Decoded<Bytes> frame : frames.feed(octets, 0, octets.length)) {
      if (frame instanceof Decoded.Ok<Bytes> ok
          && FailoverDecoder.decode(ok.value()) instanceof Decoded.Ok<FailoverMessage> message) {
        messages.add(message.value());
      } else {
        throw new Violation("a server sent its partner what cannot be read: " + frame);
      }
    }
    return messages;
  }
}
