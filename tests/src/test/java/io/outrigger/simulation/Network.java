package io.outrigger.simulation;

import io.outrigger.config.Endpoint;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.partner.PartnerTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the servers. A direction that is cut loses all, as a router does that drops
 * packets: what was sent is sent again and arrives when the cut has healed, if the connection still
 * lives then.
 */
final class Network {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration SYN_AGAIN = Duration.ofSeconds(1);

  /** From one host to another. */
  record Direction(String from, String to) {
    Direction back() {
      return new Direction(to, from);
    }
  }

  private record Listener(ServerProcess process, PartnerTransport.Acceptor acceptor) {}

  private final World world;
  private final Map<Ipv6Address, String> names = new LinkedHashMap<>();
  private final Map<Endpoint, Listener> listeners = new LinkedHashMap<>();
  private final Map<String, ServerProcess> running = new LinkedHashMap<>();
  private final Set<String> poweredOff = new HashSet<>();
  private final Set<Direction> cut = new HashSet<>();
  private final Set<Direction> stalled = new HashSet<>();
  private final Set<String> refusing = new HashSet<>();
  private final List<Channel> channels = new ArrayList<>();
  private final List<LinkTalk> watchers = new ArrayList<>();
  private Duration shortest = Duration.ofNanos(100_000);
  private Duration spread = Duration.ofMillis(1);

  Network(World world) {
    this.world = world;
  }

  void host(String name, Ipv6Address address) {
    names.put(address, name);
  }

  void watch(LinkTalk watcher) {
    watchers.add(watcher);
  }

  void latency(Duration least, Duration most) {
    shortest = least;
    spread = most.minus(least);
  }

  Duration latency() {
    return shortest.plus(world.upTo(spread));
  }

  World world() {
    return world;
  }

  void cut(Direction direction) {
    cut.add(direction);
  }

  /** Connections that there are stand still in that direction; new ones are made and work. */
  void stall(Direction direction) {
    for (Channel each : live()) {
      if (each.direction().equals(direction)) {
        each.stall();
      }
    }
  }

  void refuse(String host, boolean refuse) {
    if (refuse) {
      refusing.add(host);
    } else {
      refusing.remove(host);
    }
  }

  /** The same between two hosts. */
  void heal(String one, String other) {
    Direction way = new Direction(one, other);
    cut.remove(way);
    cut.remove(way.back());
    refusing.remove(one);
    refusing.remove(other);
    live().stream().filter(each -> each.isBetween(way)).forEach(Channel::flowAgain);
  }

  /** All is as it should be; what was held up arrives. */
  void heal() {
    cut.clear();
    stalled.clear();
    refusing.clear();
    live().forEach(Channel::flowAgain);
  }

  void heal(Direction direction) {
    cut.remove(direction);
    live().forEach(Channel::flowAgain);
  }

  /** Both ends of each connection between the two are told that it is over. */
  void reset(Direction way) {
    live().stream()
        .filter(each -> each.isBetween(way))
        .forEach(each -> each.fails("connection reset"));
  }

  boolean isCut(Direction direction) {
    return cut.contains(direction)
        || poweredOff.contains(direction.to)
        || poweredOff.contains(direction.from);
  }

  private List<Channel> live() {
    channels.removeIf(Channel::isOver);
    return List.copyOf(channels);
  }

  /** A server has begun. */
  PartnerTransport transport(String host, Ipv6Address address, ServerProcess process) {
    running.put(host, process);
    poweredOff.remove(host);
    return new Transport(host, address, process);
  }

  /**
   * A server has ended.
   *
   * @param power whether the machine has gone with it, so that nobody says goodbye for it
   */
  void ended(String host, boolean power) {
    ServerProcess process = running.remove(host);
    listeners.values().removeIf(each -> each.process == process);
    if (power) {
      poweredOff.add(host);
    }
    for (Channel each : live()) {
      if (each.process() == process) {
        each.processEnded(power);
      }
    }
  }

  void written(Channel channel, List<FailoverMessage> messages) {
    Direction way = channel.direction();
    for (FailoverMessage message : messages) {
      watchers.forEach(each -> each.said(way.from, way.to, message));
    }
  }

  void arrived(Channel channel, List<FailoverMessage> messages) {
    Direction way = channel.direction();
    for (FailoverMessage message : messages) {
      watchers.forEach(each -> each.heard(way.from, way.to, message));
    }
  }

  private final class Transport implements PartnerTransport {
    private final String host;
    private final Ipv6Address address;
    private final ServerProcess process;

    private Transport(String host, Ipv6Address address, ServerProcess process) {
      this.host = host;
      this.address = address;
      this.process = process;
    }

    @Override
    public Closing connect(Endpoint partner, ConnectHandler handler) {
      Attempt attempt = new Attempt(this, partner, handler);
      world.after(latency(), attempt::knock);
      return attempt;
    }

    @Override
    public Closing listen(Endpoint at, Acceptor acceptor) {
      Listener listener = new Listener(process, acceptor);
      listeners.put(at, listener);
      world.post(process, acceptor::listening);
      return () -> listeners.remove(at, listener);
    }
  }

  private final class Attempt implements PartnerTransport.Closing {
    private final Transport from;
    private final Endpoint to;
    private final PartnerTransport.ConnectHandler handler;
    private final long began = world.nanos();
    private boolean over;

    private Attempt(Transport from, Endpoint to, PartnerTransport.ConnectHandler handler) {
      this.from = from;
      this.to = to;
      this.handler = handler;
    }

    /** A SYN arrives, or would. */
    private void knock() {
      if (over) {
        return;
      }
      Direction way = new Direction(from.host, names.getOrDefault(to.address(), "?"));
      if (isCut(way) || isCut(way.back())) {
        if (world.nanos() - began >= CONNECT_LIMIT.toNanos()) {
          fail("no answer");
        } else {
          world.after(SYN_AGAIN, this::knock);
        }
        return;
      }
      Listener listener = listeners.get(to);
      if (listener == null || refusing.contains(way.to)) {
        world.after(latency(), () -> fail("connection refused"));
        return;
      }
      Channel near = new Channel(Network.this, way, from.process, to.address());
      Channel far = new Channel(Network.this, way.back(), listener.process, from.address);
      near.joined(far);
      far.joined(near);
      channels.add(near);
      channels.add(far);
      world.post(listener.process, () -> listener.acceptor.accepted(far));
      world.after(latency(), () -> succeed(near));
    }

    private void succeed(Channel channel) {
      if (over || !from.process.isAlive()) {
        channel.close();
        if (from.process.isAlive() && over) {
          world.post(from.process, () -> handler.failed("given up"));
        }
        return;
      }
      over = true;
      world.post(from.process, () -> handler.connected(channel));
    }

    private void fail(String reason) {
      if (!over) {
        over = true;
        world.post(from.process, () -> handler.failed(reason));
      }
    }

    @Override
    public void close() {
      fail("given up");
    }
  }

  @Nullable String nameOf(Ipv6Address address) {
    return names.get(address);
  }
}
