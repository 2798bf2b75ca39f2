package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.FrameDecoder;
import io.outrigger.partner.PartnerChannel;
import io.outrigger.partner.PartnerTls;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a simulated TCP connection and what is on its way from here to the other end. */
final class Channel implements PartnerChannel {
  private static final long HIGH_WATER_OCTETS = 1 << 18;
  private static final long LOW_WATER_OCTETS = 1 << 16;
  private static final Duration LONGEST_RETRANSMISSION = Duration.ofSeconds(3);

  /** What travels: octets, or the end. */
  private record Segment(
      byte @Nullable [] octets, List<FailoverMessage> messages, @Nullable String end) {
    static Segment end(String reason) {
      return new Segment(null, List.of(), reason);
    }
  }

  private final Network network;
  private final Network.Direction direction;
  private final ServerProcess process;
  private final Ipv6Address remote;
  private final FrameDecoder frames = new FrameDecoder();
  private final Deque<Segment> onTheWay = new ArrayDeque<>();
  private final Deque<Segment> inbound = new ArrayDeque<>();
  private @Nullable Channel other;
  private @Nullable Handler handler;
  private long lastArrival;
  private long untaken;
  private int heldUp;
  private boolean stalled;
  private boolean full;
  private boolean asked;
  private boolean closed;

  Channel(Network network, Network.Direction direction, ServerProcess process, Ipv6Address remote) {
    this.network = network;
    this.direction = direction;
    this.process = process;
    this.remote = remote;
  }

  void joined(Channel end) {
    other = end;
  }

  boolean isBetween(Network.Direction way) {
    return direction().equals(way) || direction().equals(way.back());
  }

  Network.Direction direction() {
    return direction;
  }

  ServerProcess process() {
    return process;
  }

  /** Nothing is on its way from here, and nobody is here. */
  boolean isOver() {
    return (closed || !process.isAlive()) && onTheWay.isEmpty();
  }

  @Override
  public Ipv6Address remoteAddress() {
    return remote;
  }

  @Override
  public String describe() {
    return direction.from() + "-" + direction.to();
  }

  @Override
  public void handle(Handler who) {
    handler = who;
    later(this::deliver);
  }

  @Override
  public void read() {
    asked = true;
    if (!inbound.isEmpty()) {
      later(this::deliver);
    }
  }

  private void later(Runnable action) {
    network.world().post(process, action);
  }

  @Override
  public boolean write(byte[] octets) {
    if (closed) {
      return false;
    }
    untaken += octets.length;
    full |= untaken >= HIGH_WATER_OCTETS;
    List<FailoverMessage> messages = LinkTalk.messages(frames, octets);
    network.written(this, messages);
    send(new Segment(octets, messages, null));
    return untaken < HIGH_WATER_OCTETS;
  }

  private void send(Segment segment) {
    World world = network.world();
    onTheWay.add(segment);
    lastArrival = Math.max(lastArrival, world.nanos() + network.latency().toNanos());
    world.postAfter(Duration.ofNanos(lastArrival - world.nanos()), this::arrival);
  }

  /** The next segment arrives, or would. */
  private void arrival() {
    if (onTheWay.isEmpty()) {
      return;
    }
    if (stalled || network.isCut(direction)) {
      heldUp++;
      return;
    }
    Segment segment = onTheWay.remove();
    if (segment.octets != null) {
      taken(segment.octets.length);
    }
    Channel there = other;
    if (there != null) {
      there.receives(segment);
    }
  }

  private void taken(int octets) {
    untaken -= octets;
    if (full && untaken <= LOW_WATER_OCTETS) {
      full = false;
      Handler told = handler;
      if (told != null && !closed) {
        later(told::writable);
      }
    }
  }

  void stall() {
    stalled = true;
  }

  /** What was held up is sent again, some time after the cut has healed. */
  void flowAgain() {
    stalled = false;
    if (heldUp > 0 && !network.isCut(direction)) {
      World world = network.world();
      int again = heldUp;
      heldUp = 0;
      Duration pause = world.upTo(LONGEST_RETRANSMISSION);
      lastArrival = Math.max(lastArrival, world.nanos() + pause.toNanos());
      for (int i = 0; i < again; i++) {
        world.after(pause, this::arrival);
      }
    }
  }

  private void receives(Segment segment) {
    Channel sender = other;
    if (closed || !process.isAlive()) {
      if (segment.octets != null && sender != null) {
        network.world().after(network.latency(), () -> refused(sender));
      }
      return;
    }
    if (segment.octets != null && sender != null) {
      network.arrived(sender, segment.messages);
    }
    inbound.add(segment);
    if (asked || segment.octets == null) {
      later(this::deliver);
    }
  }

  /** There is nobody here: whoever sends is told so. */
  private void refused(Channel sender) {
    if (!network.isCut(direction)) {
      sender.fails("connection reset");
    }
  }

  private void deliver() {
    Handler told = handler;
    Segment next = inbound.peek();
    if (told == null || closed || next == null) {
      return;
    }
    if (next.octets == null) {
      over(String.valueOf(next.end));
    } else if (asked) {
      asked = false;
      inbound.remove();
      told.received(next.octets);
    }
  }

  private void over(String reason) {
    Handler told = handler;
    closed = true;
    handler = null;
    inbound.clear();
    if (told != null) {
      told.closed(reason);
    }
  }

  /** The connection breaks here, with all that was not read. */
  void fails(String reason) {
    onTheWay.clear();
    if (!closed && process.isAlive()) {
      later(() -> broken(reason));
    }
  }

  private void broken(String reason) {
    if (!closed) {
      if (handler == null) { // nobody has asked yet
        inbound.clear();
        inbound.add(Segment.end(reason));
      } else {
        over(reason);
      }
    }
  }

  /** The operating system closes what the process had open, unless it is gone as well. */
  void processEnded(boolean power) {
    closed = true;
    handler = null;
    if (power) {
      onTheWay.clear();
    } else {
      send(Segment.end("connection reset"));
    }
  }

  @Override
  public long untakenOctets() {
    return untaken;
  }

  @Override
  public void startTls(PartnerTls.Required tls, boolean asServer) {
    throw new UnsupportedOperationException("the simulated network needs no protection");
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      handler = null;
      send(Segment.end("closed by the partner"));
    }
  }
}
