package io.outrigger.partner;

import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves by one channel. While the channel takes nothing more, messages wait here, as
 * messages: so their sent-time is the time at which they really leave (RFC 8156 §5.2). Not for more
 * than one thread.
 */
final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  /** A write is not made larger than this by waiting messages, except by one alone. */
  private static final int WRITE_OCTETS = 1 << 18;

  private final PartnerChannel channel;
  private final InstantSource clock;
  private final LinkCounters counters;
  private final Queue<PartnerMessage> waiting = new ArrayDeque<>();
  private boolean writable = true;
  private long writtenOctets;

  Outbox(PartnerChannel channel, InstantSource clock, LinkCounters counters) {
    this.channel = channel;
    this.clock = clock;
    this.counters = counters;
  }

  /** Sends all of them with one write, or keeps them for later. */
  void send(Collection<PartnerMessage> messages) {
    waiting.addAll(messages);
    flush();
  }

  /** Sends past those that wait: the connection ends with it. */
  void sendLast(PartnerMessage message) {
    waiting.clear();
    waiting.add(message);
    writeWaiting();
  }

  /** STARTTLS and its answer, which have no sent-time. */
  void sendBare(FailoverMessage message) {
    count(message);
    FailoverEncoder.frame(message).ifPresent(this::write);
  }

  void nowWritable() {
    writable = true;
    flush();
  }

  /** Messages that the channel could not be given yet. */
  int waitingMessages() {
    return waiting.size();
  }

  /** Octets that the operating system has taken since the start. */
  long takenOctets() {
    return writtenOctets - channel.untakenOctets();
  }

  /** Whether anything at all is still on its way out of this process. */
  boolean isEmpty() {
    return waiting.isEmpty() && channel.untakenOctets() == 0;
  }

  private void flush() {
    while (writable && !waiting.isEmpty()) {
      writeWaiting();
    }
  }

  private void writeWaiting() {
    AbsoluteTime now = AbsoluteTime.ofEpochSecond(clock.instant().getEpochSecond());
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    PartnerMessage message = waiting.poll();
    while (message != null) {
      Optional<byte[]> frame = encoded(message.sentAt(now));
      if (frame.isPresent()) {
        octets.writeBytes(frame.get());
        count(message);
      }
      message = octets.size() < WRITE_OCTETS ? waiting.poll() : null;
    }
    if (octets.size() > 0) {
      write(octets.toByteArray());
    }
  }

  private Optional<byte[]> encoded(PartnerMessage message) {
    Optional<byte[]> frame = FailoverEncoder.frame(message);
    if (frame.isEmpty()) {
      counters.count(LinkCount.UNSENDABLE);
      log.error(
          "a {} is longer than the {} octets of a frame and is not sent",
          message.type(),
          FailoverEncoder.MAX_MESSAGE_OCTETS);
    }
    return frame;
  }

  private void write(byte[] octets) {
    writtenOctets += octets.length;
    writable = channel.write(octets);
  }

  private void count(FailoverMessage message) {
    FailoverMessageType type = FailoverMessageType.of(message.code());
    if (type != null) {
      counters.sent(type);
    }
  }
}
