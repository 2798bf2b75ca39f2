package io.outrigger.partner;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.failover.wire.FailoverDecoder;
import io.outrigger.failover.wire.FailoverEncoder;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FrameDecoder;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a network: either the other end is the test, which takes what was written
 * and lets octets arrive, or it is another channel. All happens at once, on the caller's thread.
 */
final class FakeChannel implements PartnerChannel {
  private static final int READ_OCTETS = 1 << 16;
  private static final int HIGH_WATER_OCTETS = 1 << 18;
  private static final int LOW_WATER_OCTETS = 1 << 16;

  private final Ipv6Address remote;
  private final InstantSource clock;
  private final Deque<byte[]> inbound = new ArrayDeque<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final FrameDecoder frames = new FrameDecoder();
  private @Nullable Handler handler;
  private @Nullable FakeChannel other;
  private PartnerTls.@Nullable Required tls;
  private @Nullable String end;
  private boolean asked;
  private boolean stuck;
  private boolean full;
  private boolean closed;
  private long untaken;
  private int reads;
  private int writes;

  FakeChannel(Ipv6Address remote, InstantSource clock) {
    this.remote = remote;
    this.clock = clock;
  }

  /** Two ends of one connection; the first sees the second at {@code server}. */
  static List<FakeChannel> pair(Ipv6Address client, Ipv6Address server, InstantSource clock) {
    FakeChannel near = new FakeChannel(server, clock);
    FakeChannel far = new FakeChannel(client, clock);
    near.other = far;
    far.other = near;
    return List.of(near, far);
  }

  // What the code under test calls

  @Override
  public Ipv6Address remoteAddress() {
    return remote;
  }

  @Override
  public String describe() {
    return "[" + remote + "]:1024";
  }

  @Override
  public void handle(Handler who) {
    handler = who;
    if (end != null) {
      who.closed(end);
    }
  }

  @Override
  public void read() {
    asked = true;
    reads++;
    deliver();
  }

  @Override
  public boolean write(byte[] octets) {
    if (closed) {
      return false;
    }
    writes++;
    if (stuck || other != null) {
      untaken += octets.length;
    }
    full = untaken >= HIGH_WATER_OCTETS;
    boolean more = !full;
    if (other != null) {
      other.arrives(octets);
    } else {
      written.writeBytes(octets);
    }
    return more;
  }

  @Override
  public long untakenOctets() {
    return untaken;
  }

  @Override
  public void startTls(PartnerTls.Required material, boolean asServer) {
    tls = material;
    if (other != null && other.tls != null) {
      handshake(this, other);
    }
  }

  private static void handshake(FakeChannel a, FakeChannel b) {
    Optional<String> refusal = a.refusal(b).or(() -> b.refusal(a));
    if (refusal.isPresent()) {
      a.breaks("TLS: " + refusal.get());
      b.breaks("TLS: " + refusal.get());
    } else {
      a.secure(b);
      b.secure(a);
    }
  }

  private Optional<String> refusal(FakeChannel peer) {
    return CertificateRules.refusal(material().trusts(), peer.material().chain(), clock.instant());
  }

  private void secure(FakeChannel peer) {
    secured(new TlsPeer(peer.material().chain(), "TLSv1.3"));
  }

  private PartnerTls.Required material() {
    return java.util.Objects.requireNonNull(tls);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      handler = null;
      if (other != null) {
        other.breaks("closed by the partner");
      }
    }
  }

  // What the test calls

  /** Octets come in; they are told when they are asked for, in pieces of one read. */
  void arrives(byte[] octets) {
    for (int from = 0; from < octets.length; from += READ_OCTETS) {
      inbound.add(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + READ_OCTETS)));
    }
    deliver();
  }

  /** Messages come in with one read. */
  void arrives(FailoverMessage... messages) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (FailoverMessage message : messages) {
      octets.writeBytes(FailoverEncoder.frame(message).orElseThrow());
    }
    arrives(octets.toByteArray());
  }

  private void deliver() {
    if (asked && handler != null && !inbound.isEmpty()) {
      asked = false;
      byte[] octets = inbound.remove();
      handler.received(octets);
      if (other != null) {
        other.takes(octets.length);
      }
    } else if (end != null && inbound.isEmpty() && handler != null) {
      Handler last = handler;
      handler = null;
      last.closed(end);
    }
  }

  /** The partner, or the network, ends the connection. */
  void breaks(String reason) {
    end = reason;
    deliver();
  }

  void secured(TlsPeer peer) {
    if (handler != null) {
      handler.secured(peer);
    }
  }

  /** From now on the partner takes nothing. */
  void stuck() {
    stuck = true;
  }

  /** The partner takes all again. */
  void flows() {
    stuck = false;
    takes(untaken);
  }

  void takes(long octets) {
    untaken -= octets;
    if (full && untaken <= LOW_WATER_OCTETS && handler != null) {
      full = false;
      handler.writable();
    }
  }

  /** All messages that were written since the last call. */
  List<FailoverMessage> said() {
    byte[] octets = written.toByteArray();
    written.reset();
    List<FailoverMessage> messages = new ArrayList<>();
    for (Decoded<Bytes> frame : frames.feed(octets, 0, octets.length)) {
      Bytes message = ((Decoded.Ok<Bytes>) frame).value();
      messages.add(((Decoded.Ok<FailoverMessage>) FailoverDecoder.decode(message)).value());
    }
    return messages;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether octets that came would be told at once. */
  boolean isReading() {
    return asked;
  }

  /** Whether octets wait for somebody to read them. */
  boolean hasUnread() {
    return !inbound.isEmpty();
  }

  int reads() {
    return reads;
  }

  int writes() {
    return writes;
  }

  PartnerTls.@Nullable Required tlsStarted() {
    return tls;
  }
}
