package io.outrigger.partner;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.Ipv6Address;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the connections of partners: those of primaries go on to CONNECT, those of secondaries are
 * a stimulus, all others are closed (RFC 8156 §6.1, §6.2).
 */
public final class PartnerListener extends AbstractBehavior<PartnerListener.Command> {
  /** Connections from one address that have not come to CONNECTREPLY. */
  public static final int MOST_UNFINISHED = 4;

  /** What the actor is told. */
  public sealed interface Command
      permits Stop, Listening, ListenFailed, ListenAgain, Accepted, ConnectionReport {}

  /**
   * The server shuts down: listens no more, ends what connections there are with DISCONNECT
   * (ServerShuttingDown), and ends with the last of them.
   */
  public enum Stop implements Command {
    STOP
  }

  private record Listening(Endpoint address) implements Command {}

  private record ListenFailed(Endpoint address, String reason) implements Command {}

  private record ListenAgain(Endpoint address) implements Command {}

  private record Accepted(PartnerChannel channel) implements Command {}

  /** A connection that has not come to CONNECTREPLY. */
  private record Unfinished(Ipv6Address from, String who) {}

  private static final Logger log = LoggerFactory.getLogger(PartnerListener.class);
  private static final Duration LISTEN_AGAIN = Duration.ofSeconds(10);

  private final TimerScheduler<Command> timers;
  private final Supplier<RelationshipDirectory> directory;
  private final LinkContext world;
  private final Map<Endpoint, PartnerTransport.Closing> listening = new HashMap<>();
  private final Map<Endpoint, String> troubles = new HashMap<>();
  private final Map<ActorRef<PartnerConnection.Command>, Unfinished> unfinished = new HashMap<>();
  private final RareLog strangers = new RareLog();
  private final Map<Ipv6Address, RareLog> partners = new HashMap<>();
  private final Set<ActorRef<PartnerConnection.Command>> connections = new HashSet<>();
  private long accepted;
  private boolean stopping;

  private PartnerListener(
      ActorContext<Command> actor,
      TimerScheduler<Command> timers,
      List<Endpoint> addresses,
      Supplier<RelationshipDirectory> directory,
      LinkContext world) {
    super(actor);
    this.timers = timers;
    this.directory = directory;
    this.world = world;
    addresses.forEach(this::listen);
  }

  /**
   * @param addresses where to listen; one that cannot be listened to is tried again every 10 s
   * @param directory asked for each connection and again for its CONNECT; any thread
   */
  public static Behavior<Command> create(
      List<Endpoint> addresses, Supplier<RelationshipDirectory> directory, LinkContext world) {
    return Behaviors.setup(
        actor ->
            Behaviors.withTimers(
                timers -> new PartnerListener(actor, timers, addresses, directory, world)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onSignal(Terminated.class, this::ended)
        .onSignal(PostStop.class, _signal -> stopped())
        .onAnyMessage(this::on)
        .build();
  }

  private Behavior<Command> ended(Terminated signal) {
    getContext().getSelf().tell(ConnectionReport.Over.of(signal));
    return this;
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Accepted each -> accepted(each.channel());
      case Listening each -> {
        troubles.remove(each.address());
        log.info("listening for failover partners at {}", each.address());
      }
      case ListenFailed failed -> listenFailed(failed);
      case ListenAgain again -> listen(again.address());
      case ConnectionReport.Made made -> unfinished.remove(made.connection());
      case ConnectionReport.Over over -> over(over);
      case Stop _stop -> {
        connections.forEach(PartnerListener::goodbye);
        closeListening();
        stopping = true;
      }
    }
    return stopping && connections.isEmpty() ? Behaviors.stopped() : this;
  }

  private static void goodbye(ActorRef<PartnerConnection.Command> connection) {
    connection.tell(Farewell.SERVER_STOPS.disconnect());
  }

  private void listen(Endpoint address) {
    ActorRef<Command> self = getContext().getSelf();
    listening.put(
        address,
        world
            .transport()
            .listen(
                address,
                new PartnerTransport.Acceptor() {
                  @Override
                  public void listening() {
                    self.tell(new Listening(address));
                  }

                  @Override
                  public void failed(String reason) {
                    self.tell(new ListenFailed(address, reason));
                  }

                  @Override
                  public void accepted(PartnerChannel channel) {
                    self.tell(new Accepted(channel));
                  }
                }));
  }

  private void listenFailed(ListenFailed failed) {
    if (stopping) {
      return;
    }
    if (!failed.reason().equals(troubles.put(failed.address(), failed.reason()))) {
      log.error(
          "cannot listen for failover partners at {}: {}; tried again every {} s",
          failed.address(),
          failed.reason(),
          LISTEN_AGAIN.toSeconds());
    }
    timers.startSingleTimer(failed.address(), new ListenAgain(failed.address()), LISTEN_AGAIN);
  }

  private void accepted(PartnerChannel channel) {
    if (stopping) {
      channel.close();
      return;
    }
    Ipv6Address from = channel.remoteAddress();
    List<LinkRelationship> relationships = directory.get().at(from);
    if (relationships.isEmpty()) {
      world.counters().count(LinkCount.ADDRESSES_REJECTED);
      complain(strangers, channel.describe() + ": no configured partner has that address: closed");
      channel.close();
      return;
    }
    world.counters().count(LinkCount.ACCEPTED);
    if (relationships.stream().noneMatch(Handshake::isServedAsSecondary)) {
      channel.close();
      stimulus(relationships);
      return;
    }
    long waiting = unfinished.values().stream().filter(each -> each.from().equals(from)).count();
    if (waiting >= MOST_UNFINISHED) {
      world.counters().count(LinkCount.TOO_MANY_UNFINISHED);
      complain(
          partner(from),
          channel.describe() + ": " + waiting + " unfinished connections already: closed");
      channel.close();
      return;
    }
    accepted++;
    ActorRef<PartnerConnection.Command> connection =
        getContext()
            .spawn(
                PartnerConnection.create(
                    new ConnectionSide.Secondary(() -> directory.get().at(from)),
                    channel,
                    world,
                    getContext().getSelf().narrow()),
                "connection-" + accepted,
                DispatcherSelector.fromConfig("outrigger.partner-dispatcher"));
    getContext().watch(connection);
    connections.add(connection);
    unfinished.put(connection, new Unfinished(from, channel.describe()));
  }

  /** The partner is there and waits for us to connect, in every relationship that we share. */
  private void stimulus(List<LinkRelationship> relationships) {
    world.counters().count(LinkCount.STIMULI_RECEIVED);
    for (LinkRelationship each : relationships) {
      if (each.settings().role() == FailoverRole.PRIMARY) {
        each.connector()
            .ifPresent(connector -> connector.tell(PartnerConnector.ConnectNow.CONNECT_NOW));
      }
    }
  }

  private void over(ConnectionReport.Over over) {
    connections.remove(over.connection());
    Unfinished ended = unfinished.remove(over.connection());
    if (ended == null) {
      return;
    }
    List<LinkRelationship> primaries =
        directory.get().at(ended.from()).stream()
            .filter(each -> each.settings().role() == FailoverRole.PRIMARY)
            .toList();
    if (over.silent() && !primaries.isEmpty()) {
      stimulus(primaries);
    } else if (!over.silent()) {
      complain(partner(ended.from()), ended.who() + ": " + over.reason());
    }
  }

  /** As many as there are partners, or were. */
  private RareLog partner(Ipv6Address address) {
    return partners.computeIfAbsent(address, _address -> new RareLog());
  }

  private void complain(RareLog rare, String what) {
    rare.line(what, world.clock().instant()).ifPresent(log::warn);
  }

  private void closeListening() {
    listening.values().forEach(PartnerTransport.Closing::close);
    listening.clear();
    timers.cancelAll();
  }

  private Behavior<Command> stopped() {
    closeListening();
    return this;
  }
}
