package io.outrigger.simulation;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.failover.wire.FailoverDecoder;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FrameDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Reads what servers say to each other, message by message. */
abstract class LinkTalk implements Network.Watcher {
  private final Map<Channel, FrameDecoder> written = new WeakHashMap<>();
  private final Map<Channel, FrameDecoder> arrived = new WeakHashMap<>();

  /** A server has given it to its operating system. */
  void said(String from, String to, FailoverMessage message) {}

  /** It has come to the other end. */
  void heard(String from, String to, FailoverMessage message) {}

  @Override
  public void written(String from, String to, byte[] octets, Channel channel) {
    FrameDecoder frames = written.computeIfAbsent(channel, each -> new FrameDecoder());
    for (FailoverMessage message : messages(frames, octets)) {
      said(from, to, message);
    }
  }

  @Override
  public void arrived(String from, String to, byte[] octets, Channel channel) {
    FrameDecoder frames = arrived.computeIfAbsent(channel, each -> new FrameDecoder());
    for (FailoverMessage message : messages(frames, octets)) {
      heard(from, to, message);
    }
  }

  private static List<FailoverMessage> messages(FrameDecoder frames, byte[] octets) {
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
