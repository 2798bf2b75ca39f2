package io.outrigger.relationship;

import io.outrigger.endpoint.Endpoint;
import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.endpoint.EndpointSettings;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.EndpointTimer;
import io.outrigger.endpoint.Step;
import io.outrigger.partner.LinkDoor;
import io.outrigger.partner.LinkEvent;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * The failover endpoint of a relationship as an actor (RFC 8156 §8): tells the state machine what
 * happens, stores what it says must be stored, then does what it says must be done, in that order.
 * What happens meanwhile waits. It decides nothing.
 */
public final class FailoverEndpoint
    extends EventSourcedBehavior<
        FailoverEndpoint.Command, EndpointRecorded, Optional<EndpointRecorded>> {

  /** What the actor is told. */
  public sealed interface Command {}

  /** What the connection says. */
  record Linked(LinkEvent event) implements Command {}

  /** Something for the state machine. */
  record Happened(EndpointEvent event) implements Command {}

  /** The partner has been brought what it asked for on that connection. */
  record Brought(int transactionId, LinkHandle link) implements Command {}

  private record PolicyUsed(String pool) implements Command {}

  /** Effects or events wait. */
  private enum Proceed implements Command {
    PROCEED
  }

  /** An allocator of the relationship has begun anew. */
  public record PoolStarted(String pool) implements Command {}

  /** The configuration has changed. */
  public record UseSettings(RelationshipSettings settings) implements Command {}

  /** The operator's word that the partner is down (§8.4). */
  public record DeclarePartnerDown(ActorRef<Declared> replyTo) implements Command {}

  /**
   * @param refusal why it was refused; empty if it was not
   */
  public record Declared(Optional<String> refusal) {}

  /** The server is about to stop: DISCONNECT is sent, and the last time of operation stored. */
  public record Stop(ActorRef<Done> replyTo) implements Command {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final InstantSource clock;
  private final EndpointWork work;
  private final Consumer<LinkDoor> doorReady;
  private final ActorRef<SharingCommand.PolicyUsed> policies;

  private RelationshipSettings settings;
  private Duration mclt;
  private @Nullable EndpointState state;

  /** What came while the effects of an earlier step were being carried out. */
  private final Deque<Command> waiting = new ArrayDeque<>();

  private FailoverEndpoint(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RelationshipSettings settings,
      List<SharedPool> pools,
      RelationshipObserver observer,
      ExchangeCounters counters,
      Consumer<LinkDoor> doorReady,
      InstantSource clock) {
    super(PersistenceId.ofUniqueId(settings.persistenceId()));
    this.context = context;
    this.timers = timers;
    this.clock = clock;
    this.settings = settings;
    this.mclt = settings.config().mclt();
    this.doorReady = doorReady;
    this.policies =
        context.messageAdapter(
            SharingCommand.PolicyUsed.class, used -> new PolicyUsed(used.pool()));
    ActorRef<UpdateExchange.Command> exchange =
        context.spawn(
            UpdateExchange.create(
                new UpdateExchange.Settings(
                    settings.name(), pools, settings.patience(), counters),
                event -> context.getSelf().tell(new Happened(event)),
                clock),
            "exchange");
    context.watch(exchange);
    this.work =
        new EndpointWork(settings, pools, exchange, observer, policies, new Hands(), clock);
    doorReady.accept(
        new LinkDoor(
            context.messageAdapter(LinkEvent.class, Linked::new),
            exchangeDoor(exchange)));
  }

  /**
   * @param doorReady is given where connections of this relationship report to
   */
  public static Behavior<Command> create(
      RelationshipSettings settings,
      List<SharedPool> pools,
      RelationshipObserver observer,
      ExchangeCounters counters,
      Consumer<LinkDoor> doorReady,
      InstantSource clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new FailoverEndpoint(
                        context, timers, settings, pools, observer, counters, doorReady, clock)));
  }
}
