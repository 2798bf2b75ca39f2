package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bound channel and the thread that receives from it; sends from any thread. */
final class UdpSocket {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);
  private static final int MAX_DATAGRAM_OCTETS = 65_535;
  private static final long PAUSE_AFTER_ERROR_NANOS = 1_000_000;
  private static final long JOIN_MILLIS = 1_000;

  /** Makes a datagram of what was received here. */
  @FunctionalInterface
  interface Receiver {
    void received(byte[] payload, Ipv6Address source, int sourceScopeId, int sourcePort);
  }

  private final DatagramChannel channel;
  private final String label;
  private final InetSocketAddress local;
  private final EdgeCounters counters;
  private final RateLimitedLog troubles;
  private final InstantSource clock;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  private UdpSocket(
      DatagramChannel channel,
      String label,
      InetSocketAddress local,
      EdgeCounters counters,
      RateLimitedLog troubles,
      InstantSource clock) {
    this.channel = channel;
    this.label = label;
    this.local = local;
    this.counters = counters;
    this.troubles = troubles;
    this.clock = clock;
  }

  /**
   * Binds, but receives only after {@link #receive}.
   *
   * @throws IOException if the address cannot be had
   */
  static UdpSocket open(
      InetSocketAddress address,
      int receiveBufferOctets,
      EdgeCounters counters,
      RateLimitedLog troubles,
      InstantSource clock)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferOctets);
      channel.bind(address);
      InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
      String label = BindFailure.text(local);
      int allowed = channel.getOption(StandardSocketOptions.SO_RCVBUF);
      LOG.debug("listening on {}, receive buffer {} octets", label, allowed);
      return new UdpSocket(channel, label, local, counters, troubles, clock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The channel, for joining groups. */
  DatagramChannel channel() {
    return channel;
  }

  InetSocketAddress local() {
    return local;
  }

  Ipv6Address localAddress() {
    return Ipv6Address.from((Inet6Address) local.getAddress());
  }

  /** {@code [address%zone]:port}. */
  String label() {
    return label;
  }

  /** False once closed, also if an interrupt of a sending thread closed it, or its thread died. */
  boolean isOpen() {
    Thread receiving = thread;
    return !closed && channel.isOpen() && (receiving == null || receiving.isAlive());
  }

  /** Starts the thread. */
  void receive(Receiver receiver) {
    thread =
        Thread.ofPlatform().daemon().name("udp " + label).start(() -> receiveUntilClosed(receiver));
  }

  private void receiveUntilClosed(Receiver receiver) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM_OCTETS);
    ReceivePauses pauses = new ReceivePauses(clock.instant());
    while (!closed) {
      try {
        buffer.clear();
        Instant asked = clock.instant();
        InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
        long pause = pauses.pauseNanos(asked, clock.instant());
        if (pause > 0) {
          LockSupport.parkNanos(pause);
        }
        buffer.flip();
        if (source != null && source.getAddress() instanceof Inet6Address inet) {
          hand(receiver, buffer, inet, source.getPort());
        }
      } catch (PortUnreachableException e) {
        // ICMP about something that was sent: nothing to do here
      } catch (ClosedChannelException e) {
        if (!closed) {
          counters.countReceiveError();
          troubles.warn(label + " was closed unexpectedly; it is reopened", e);
        }
        return;
      } catch (IOException e) {
        counters.countReceiveError();
        troubles.warn("receiving on " + label + " failed", e);
        LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
      }
    }
  }

  private void hand(Receiver receiver, ByteBuffer buffer, Inet6Address source, int port) {
    byte[] payload = new byte[buffer.remaining()];
    buffer.get(payload);
    counters.countReceived(payload.length);
    try {
      receiver.received(payload, Ipv6Address.from(source), source.getScopeId(), port);
    } catch (Throwable e) { // one bad message must not stop the socket
      counters.countHandlerError();
      troubles.warn("a message from [" + source.getHostAddress() + "]:" + port + " failed", e);
    }
  }

  /** Sends as {@link ReplyPath#send} does. */
  boolean send(byte[] message, Ipv6Address destination, int scopeId, int port) {
    // An interrupt during the call would close the channel for everybody.
    boolean interrupted = Thread.interrupted();
    try {
      InetSocketAddress to = new InetSocketAddress(destination.toInet(scopeId), port);
      if (channel.send(ByteBuffer.wrap(message), to) == message.length) {
        counters.countSent(message.length);
        return true;
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("sending to [{}]:{} from {} failed", destination, port, label, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    counters.countSendFailure();
    return false;
  }

  /** Closes the channel and awaits the end of the thread, unless called on it. */
  void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing {} failed", label, e);
    }
    Thread receiving = thread;
    if (receiving != null && !receiving.equals(Thread.currentThread())) {
      try {
        receiving.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
