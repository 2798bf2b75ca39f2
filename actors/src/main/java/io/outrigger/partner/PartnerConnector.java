package io.outrigger.partner;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a relationship connected in which this server is primary: it never stops trying, and while
 * a connection lives it makes no second one (RFC 8156 §6.1).
 */
public final class PartnerConnector extends AbstractBehavior<PartnerConnector.Command> {

  /** What the actor is told. */
  public sealed interface Command
      permits ConnectNow, UseSettings, Stop, Retry, Connected, ConnectFailed, ConnectionReport {}

  /** The partner has shown that it is there: no need to wait for the timer. */
  public enum ConnectNow implements Command {
    CONNECT_NOW
  }

  /**
   * The configuration has changed. A connection made with other settings is ended with DISCONNECT
   * and made anew at once.
   */
  public record UseSettings(LinkSettings settings) implements Command {}

  /** It is over: DISCONNECT, and no further attempt. */
  public record Stop(Farewell why) implements Command {}

  private enum Retry implements Command {
    RETRY
  }

  private record Connected(int attempt, PartnerChannel channel) implements Command {}

  private record ConnectFailed(int attempt, String reason) implements Command {}

  private static final Logger log = LoggerFactory.getLogger(PartnerConnector.class);

  private final TimerScheduler<Command> timers;
  private final LinkDoor door;
  private final LinkContext world;
  private LinkSettings settings;
  private PartnerTransport.@Nullable Closing connecting;
  private @Nullable ActorRef<PartnerConnection.Command> connection;
  private int attempt;
  private boolean again;
  private String lastTrouble = "";

  private PartnerConnector(
      ActorContext<Command> actor,
      TimerScheduler<Command> timers,
      LinkSettings settings,
      LinkDoor door,
      LinkContext world) {
    super(actor);
    this.timers = timers;
    this.settings = settings;
    this.door = door;
    this.world = world;
    connect();
  }

  /** Begins to connect at once. */
  public static Behavior<Command> create(LinkSettings settings, LinkDoor door, LinkContext world) {
    return Behaviors.setup(
        actor ->
            Behaviors.withTimers(
                timers -> new PartnerConnector(actor, timers, settings, door, world)));
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
      case ConnectNow _now -> stimulated();
      case Retry _retry -> connect();
      case UseSettings use -> useSettings(use.settings());
      case Connected connected -> connected(connected);
      case ConnectFailed failed -> connectFailed(failed);
      case ConnectionReport.Made _made -> lastTrouble = "";
      case ConnectionReport.Over over -> over(over);
      case Stop stop -> {
        if (connection != null) {
          connection.tell(stop.why().disconnect());
        }
        // A child that has mail first reads it: it is stopped by its own DISCONNECT.
        return connection == null ? Behaviors.stopped() : stopping();
      }
    }
    return this;
  }

  /** Waits for the last connection to say goodbye. */
  private Behavior<Command> stopping() {
    return Behaviors.receive(Command.class)
        .onMessage(ConnectionReport.Over.class, _over -> Behaviors.stopped())
        .onMessage(
            Connected.class,
            late -> {
              late.channel().close();
              return Behaviors.same();
            })
        .onAnyMessage(_other -> Behaviors.same())
        .build();
  }

  private void connect() {
    if (connecting != null || connection != null) {
      return;
    }
    timers.cancel(Retry.RETRY);
    attempt++;
    int thisAttempt = attempt;
    world.counters().count(LinkCount.CONNECTS_TRIED);
    ActorRef<Command> self = getContext().getSelf();
    connecting =
        world
            .transport()
            .connect(
                settings.partner(),
                new PartnerTransport.ConnectHandler() {
                  @Override
                  public void connected(PartnerChannel channel) {
                    self.tell(new Connected(thisAttempt, channel));
                  }

                  @Override
                  public void failed(String reason) {
                    self.tell(new ConnectFailed(thisAttempt, reason));
                  }
                });
  }

  /** A connection that lives may be one that the partner has forgotten: a CONTACT shows it. */
  private void stimulated() {
    if (connection != null) {
      connection.tell(ConnectionSignal.Probe.PROBE);
    } else {
      connect();
    }
  }

  private void useSettings(LinkSettings changed) {
    if (changed.equals(settings)) {
      return;
    }
    settings = changed;
    lastTrouble = "";
    if (connection != null) {
      again = true;
      connection.tell(Farewell.CONFIGURATION_CHANGED.disconnect());
    } else {
      giveUp();
      connect();
    }
  }

  private void giveUp() {
    if (connecting != null) {
      connecting.close();
      connecting = null;
    }
    attempt++;
  }

  private void connected(Connected connected) {
    if (connected.attempt() != attempt) {
      connected.channel().close();
      return;
    }
    connecting = null;
    connection =
        getContext()
            .spawn(
                PartnerConnection.create(
                    new ConnectionSide.Primary(settings, door),
                    connected.channel(),
                    world,
                    getContext().getSelf().narrow()),
                "connection-" + attempt,
                DispatcherSelector.fromConfig("outrigger.partner-dispatcher"));
    getContext().watch(connection);
  }

  private void connectFailed(ConnectFailed failed) {
    if (failed.attempt() != attempt) {
      return;
    }
    connecting = null;
    world.counters().count(LinkCount.CONNECTS_FAILED);
    retry(failed.reason(), false);
  }

  private void over(ConnectionReport.Over over) {
    if (!over.connection().equals(connection)) {
      return;
    }
    connection = null;
    if (again) {
      again = false;
      connect();
    } else {
      if (over.made()) {
        // The connection has said so itself.
        lastTrouble = over.reason();
      }
      retry(over.reason(), over.refused());
    }
  }

  /** One line for the same trouble, however often it comes. */
  private void retry(String trouble, boolean refused) {
    var pause = RetryPause.after(refused, settings.reconnectTime());
    if (!trouble.equals(lastTrouble)) {
      lastTrouble = trouble;
      log.warn(
          "relationship {}: no connection to {}: {}; next attempts every {} s",
          settings.name(),
          settings.partner(),
          trouble,
          pause.toSeconds());
    }
    timers.startSingleTimer(Retry.RETRY, pause);
  }

  private Behavior<Command> stopped() {
    giveUp();
    return this;
  }
}
