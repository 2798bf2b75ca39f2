package io.outrigger.partner;

import io.outrigger.config.Endpoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * A starting secondary shows itself to its primaries: one connection to each server, on which
 * nothing is said, so that they connect at once. It ends when the last one has been closed, or
 * after 10 s. It is started with the server and never because a connection ended.
 */
public final class Stimulus extends AbstractBehavior<Stimulus.Command> {

  /** What the actor is told. */
  public sealed interface Command permits Connected, Ended, Over {}

  private record Connected(Endpoint primary, PartnerChannel channel) implements Command {}

  private record Ended(Endpoint primary) implements Command {}

  private enum Over implements Command {
    OVER
  }

  private final Set<Endpoint> waitingFor;
  private final Map<Endpoint, PartnerTransport.Closing> connecting = new HashMap<>();
  private final Map<Endpoint, PartnerChannel> channels = new HashMap<>();

  private Stimulus(
      ActorContext<Command> actor,
      TimerScheduler<Command> timers,
      Set<Endpoint> primaries,
      LinkContext world) {
    super(actor);
    waitingFor = new LinkedHashSet<>(primaries);
    timers.startSingleTimer(Over.OVER, Opening.TIME);
    for (Endpoint primary : primaries) {
      world.counters().count(LinkCount.STIMULI_SENT);
      connecting.put(primary, world.transport().connect(primary, new Connecting(primary)));
    }
  }

  /**
   * @param primaries where the primaries of our secondary relationships listen; a server that is
   *     there twice is one
   */
  public static Behavior<Command> create(Collection<Endpoint> primaries, LinkContext world) {
    Set<Endpoint> distinct = new LinkedHashSet<>(primaries);
    if (distinct.isEmpty()) {
      return Behaviors.stopped();
    }
    return Behaviors.setup(
        actor -> Behaviors.withTimers(timers -> new Stimulus(actor, timers, distinct, world)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onSignal(PostStop.class, _signal -> stopped())
        .onAnyMessage(this::on)
        .build();
  }

  private Behavior<Command> on(Command command) {
    switch (command) {
      case Connected connected -> {
        connecting.remove(connected.primary());
        channels.put(connected.primary(), connected.channel());
        connected.channel().handle(new Listening(connected.primary()));
        connected.channel().read();
      }
      case Ended ended -> {
        connecting.remove(ended.primary());
        channels.remove(ended.primary());
        waitingFor.remove(ended.primary());
      }
      case Over _over -> waitingFor.clear();
    }
    return waitingFor.isEmpty() ? Behaviors.stopped() : this;
  }

  private Behavior<Command> stopped() {
    connecting.values().forEach(PartnerTransport.Closing::close);
    channels.values().forEach(PartnerChannel::close);
    return this;
  }

  private final class Connecting implements PartnerTransport.ConnectHandler {
    private final Endpoint primary;
    private final ActorRef<Command> self = getContext().getSelf();

    Connecting(Endpoint primary) {
      this.primary = primary;
    }

    @Override
    public void connected(PartnerChannel channel) {
      self.tell(new Connected(primary, channel));
    }

    @Override
    public void failed(String reason) {
      self.tell(new Ended(primary));
    }
  }

  private final class Listening implements PartnerChannel.Handler {
    private final Endpoint primary;
    private final ActorRef<Command> self = getContext().getSelf();

    Listening(Endpoint primary) {
      this.primary = primary;
    }

    /** A primary that has something to say here is none of ours. */
    @Override
    public void received(byte[] octets) {
      self.tell(new Ended(primary));
    }

    @Override
    public void writable() {}

    @Override
    public void secured(PartnerChannel.TlsPeer peer) {}

    @Override
    public void closed(String reason) {
      self.tell(new Ended(primary));
    }
  }
}
