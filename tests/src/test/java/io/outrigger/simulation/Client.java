package io.outrigger.simulation;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.DhcpEncoder;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.loadclient.ClientIdentity;
import io.outrigger.loadclient.ClientPath;
import io.outrigger.loadclient.ClientSession;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.Outcome;
import io.outrigger.loadclient.SessionListener;
import io.outrigger.loadclient.SessionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A client behind a relay agent that forwards to all servers it can reach. */
final class Client {
  private static final Ipv6Address RELAY = Ipv6Address.parse("2001:db8:1::1");

  /** What the way between clients and servers does to messages. */
  record Path(Duration least, Duration most, double loss, double duplication) {
    static final Path CLEAN = new Path(Duration.ofMillis(1), Duration.ofMillis(5), 0, 0);
  }

  /** Told of all that clients hold, and nothing that servers think. */
  interface Ledger {
    void granted(Client client, HeldLease lease);

    void gaveUp(Client client, HeldLease lease, MessageType why);

    /** The client uses it no more and tells nobody. */
    default void vanished(Client client, List<HeldLease> leases) {}

    /** A server says something else than Success. */
    default void told(Client client, StatusCode status) {}

    /** A server sends it an answer, which may get lost. */
    default void answered(Client client, Host server, MessageType type) {}

    /** It sends a message to a server, which may get lost. */
    default void asks(Client client, Host server, MessageType type) {}
  }

  private final World world;
  private final String name;
  private final List<Host> reached = new ArrayList<>();
  private final Ledger ledger;
  private final ClientIdentity identity;
  private final SplittableRandom random;
  private final ClientPath home;
  private final ClientPath away;
  private ClientPath link;
  private Path path = Path.CLEAN;
  private @Nullable ClientSession session;
  private int wants;
  private boolean brief;
  private World.@Nullable Alarm alarm;

  /**
   * @param config of the relationship whose links it is on
   */
  Client(
      World world, PairConfig config, String name, int index, List<Host> servers, Ledger ledger) {
    this.home = new ClientPath.Relayed(List.of(config.link(1)), null);
    this.away = new ClientPath.Relayed(List.of(config.link(2)), null);
    this.link = home;
    this.world = world;
    this.name = name;
    this.identity = new ClientIdentity(1, index);
    this.reached.addAll(servers);
    this.ledger = ledger;
    this.random = world.chance().split();
  }

  String name() {
    return name;
  }

  Duid duid() {
    return identity.duid();
  }

  void path(Path changed) {
    path = changed;
  }

  /** From now on the relay agent reaches only these. */
  void reach(List<Host> servers) {
    reached.clear();
    reached.addAll(servers);
  }

  boolean reachesAll() {
    return reached.size() > 1;
  }

  List<HeldLease> leases() {
    return session == null ? List.of() : session.leases();
  }

  boolean isRunning() {
    return session != null && session.isRunning();
  }

  /** Whether it gives back at once what it gets. */
  boolean isBrief() {
    return brief;
  }

  /** How many leases it asks for. */
  int wants() {
    return wants;
  }

  /** Begins anew; what it had is no longer used. */
  void begin(SessionPlan plan) {
    vanish();
    wants = (plan.addresses() ? 1 : 0) + (plan.prefixes() ? 1 : 0);
    brief = !plan.keep();
    session = new ClientSession(identity, plan, random, new Listener());
    session.begin(world.nanos());
    rewind();
  }

  /** Is from now on the other link; what it had on this one it has to begin anew without. */
  void roam() {
    vanish();
    link = link.equals(home) ? away : home;
  }

  /** Is switched off without a word. */
  void vanish() {
    ClientSession old = session;
    session = null;
    if (alarm != null) {
      alarm.cancel();
    }
    if (old != null) {
      ledger.vanished(this, old.leases());
    }
  }

  private void rewind() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
    ClientSession current = session;
    if (current != null && current.deadlineNanos() != Long.MAX_VALUE) {
      alarm =
          world.after(
              Duration.ofNanos(Math.max(0, current.deadlineNanos() - world.nanos())),
              () -> rings(current));
    }
  }

  private void rings(ClientSession rung) {
    if (rung == session) {
      rung.timer(world.nanos());
      rewind();
    }
  }

  private Duration latency() {
    return path.least.plus(world.upTo(path.most.minus(path.least)));
  }

  private void transmit(ClientSession from, ClientServerMessage message) {
    byte[] octets = DhcpEncoder.encode(link.wrap(identity, message));
    for (Host host : reached) {
      ledger.asks(this, host, message.type());
      int copies = world.happens(path.loss) ? 0 : world.happens(path.duplication) ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        world.after(latency(), () -> arrive(host, octets, from));
      }
    }
  }

  private void arrive(Host host, byte[] octets, ClientSession from) {
    host.run()
        .ifPresent(
            run ->
                run.edge()
                    .receive(
                        octets,
                        RELAY,
                        (answer, to, scope, port) -> {
                          Decoded<Message> read = DhcpDecoder.decode(answer, 0, answer.length);
                          ledger.answered(this, host, typeOf(read));
                          if (reached.contains(host) && !world.happens(path.loss)) {
                            world.after(latency(), () -> answered(read, from));
                          }
                          return true;
                        }));
  }

  private void answered(Decoded<Message> answer, ClientSession to) {
    if (to != session) {
      return;
    }
    if (answer instanceof Decoded.Ok<Message> ok) {
      link.unwrap(ok.value()).ifPresent(message -> to.received(message, world.nanos()));
      rewind();
    } else {
      throw new Violation("a server sent what cannot be read");
    }
  }

  /** What a relay agent takes out of the answer. */
  private MessageType typeOf(Decoded<Message> answer) {
    return answer instanceof Decoded.Ok<Message> ok
        ? home.unwrap(ok.value()).map(ClientServerMessage::type).orElse(MessageType.RELAY_REPL)
        : MessageType.RELAY_REPL;
  }

  private final class Listener implements SessionListener {
    @Override
    public void send(ClientSession from, ClientServerMessage message, boolean again) {
      transmit(from, message);
    }

    @Override
    public void granted(ClientSession from, HeldLease lease) {
      ledger.granted(Client.this, lease);
    }

    @Override
    public void gaveUp(ClientSession from, HeldLease lease, MessageType why) {
      ledger.gaveUp(Client.this, lease, why);
    }

    @Override
    public void status(ClientSession from, StatusCode status) {
      world.trace().add(name + " is told " + status);
      ledger.told(Client.this, status);
    }

    @Override
    public void ended(ClientSession from, Outcome outcome) {}
  }
}
