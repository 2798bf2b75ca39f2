package io.outrigger.relationship;

import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.endpoint.Endpoint;
import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.endpoint.EndpointSettings;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.endpoint.Step;
import io.outrigger.failover.wire.State;
import io.outrigger.failover.wire.UpdDone;
import io.outrigger.failover.wire.UpdReq;
import io.outrigger.failover.wire.UpdReqAll;
import io.outrigger.partner.BindingTraffic;
import io.outrigger.partner.LinkDoor;
import io.outrigger.partner.LinkEvent;
import io.outrigger.partner.PartnerConnection;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
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
    extends EventSourcedBehavior<EndpointCommand, EndpointRecorded, Optional<EndpointRecorded>> {

  private final ActorContext<EndpointCommand> context;
  private final InstantSource clock;
  private final EndpointWork work;

  private RelationshipSettings settings;
  private Duration mclt;
  private @Nullable EndpointState state;
  private @Nullable ServicePolicy policy;

  /** Who waits for the last step of all. */
  private @Nullable ActorRef<Done> stopped;

  /** Effects of the last step that are not carried out yet. */
  private final Deque<io.outrigger.endpoint.Effect> effects = new ArrayDeque<>();

  /** Pools that have yet to follow the last policy; nothing goes on before they do. */
  private final Set<String> followers = new HashSet<>();

  /** What came meanwhile. */
  private final Deque<EndpointCommand> waiting = new ArrayDeque<>();

  private FailoverEndpoint(
      ActorContext<EndpointCommand> context,
      TimerScheduler<EndpointCommand> timers,
      RelationshipSettings settings,
      List<SharedPool> pools,
      RelationshipObserver observer,
      ExchangeCounters counters,
      Consumer<LinkDoor> doorReady,
      InstantSource clock) {
    super(PersistenceId.ofUniqueId(settings.persistenceId()));
    this.context = context;
    this.clock = clock;
    this.settings = settings;
    this.mclt = settings.config().mclt();
    ActorRef<EndpointCommand> self = context.getSelf();
    ActorRef<BindingTraffic> exchange =
        context.spawn(
            UpdateExchange.create(
                new UpdateExchange.Settings(settings.name(), pools, settings.patience(), counters),
                event -> self.tell(new EndpointCommand.Happened(event)),
                clock),
            "exchange",
            DispatcherSelector.sameAsParent());
    context.watch(exchange);
    this.work =
        new EndpointWork(
            settings.name(),
            pools,
            exchange,
            context.messageAdapter(
                SharingCommand.PolicyUsed.class,
                used -> new EndpointCommand.PolicyUsed(used.pool())),
            observer,
            new EndpointHands(self, timers),
            clock,
            context.getLog());
    doorReady.accept(
        new LinkDoor(
            context.messageAdapter(LinkEvent.class, EndpointCommand.Linked::new), exchange));
  }

  /**
   * @param doorReady is given where connections of this relationship report to
   */
  public static Behavior<EndpointCommand> create(
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

  @Override
  public Optional<EndpointRecorded> emptyState() {
    return Optional.empty();
  }

  /** The journal holds one event: a snapshot would be as large. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public EventHandler<Optional<EndpointRecorded>, EndpointRecorded> eventHandler() {
    return (_before, event) -> Optional.of(event);
  }

  @Override
  public SignalHandler<Optional<EndpointRecorded>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.class,
            (_stored, _signal) -> context.getSelf().tell(EndpointCommand.Go.BEGIN))
        .build();
  }

  @Override
  public CommandHandler<EndpointCommand, EndpointRecorded, Optional<EndpointRecorded>>
      commandHandler() {
    return newCommandHandlerBuilder().forAnyState().onAnyCommand(this::onCommand);
  }

  private Effect<EndpointRecorded, Optional<EndpointRecorded>> onCommand(
      Optional<EndpointRecorded> stored, EndpointCommand command) {
    if (command instanceof EndpointCommand.PolicyUsed used) {
      if (followers.remove(used.pool()) && followers.isEmpty()) {
        carryOn();
      }
      return Effect().none();
    }
    if (command instanceof EndpointCommand.PoolStarted started) {
      instruct(started.pool());
      return Effect().none();
    }
    if (command instanceof EndpointCommand.UseSettings use) {
      useSettings(use);
      return Effect().none();
    }
    if (command == EndpointCommand.Go.BEGIN) {
      return begin(stored);
    }
    if (command == EndpointCommand.Go.PROCEED) {
      if (isBusy() || waiting.isEmpty()) {
        return Effect().none();
      }
      proceedLater(1);
      return take(stored, waiting.removeFirst());
    }
    if (isBusy() || !waiting.isEmpty()) {
      waiting.addLast(command);
      return Effect().none();
    }
    return take(stored, command);
  }

  /** At once, for a pool that is gone follows no policy. */
  private void useSettings(EndpointCommand.UseSettings use) {
    settings = use.settings();
    if (settings.config().role() == FailoverRole.PRIMARY) {
      mclt = settings.config().mclt();
    }
    work.use(use.pools(), settings.patience());
    if (use.relink()) {
      work.relink();
    }
    boolean awaited = !followers.isEmpty();
    followers.removeIf(name -> work.pool(name).isEmpty());
    if (awaited && followers.isEmpty()) {
      carryOn();
    }
  }

  private boolean isBusy() {
    return state == null || !effects.isEmpty() || !followers.isEmpty();
  }

  private void proceedLater(int atLeast) {
    if (waiting.size() > atLeast) {
      context.getSelf().tell(EndpointCommand.Go.PROCEED);
    }
  }

  private void instruct(String name) {
    work.poolStarted(name);
    ServicePolicy current = policy;
    if (current != null) {
      work.pool(name).ifPresent(pool -> work.instruct(pool, current, mclt));
    }
  }

  private Effect<EndpointRecorded, Optional<EndpointRecorded>> begin(
      Optional<EndpointRecorded> stored) {
    stored.ifPresent(record -> mclt = Duration.ofSeconds(record.mcltSeconds()));
    if (settings.config().role() == FailoverRole.PRIMARY) {
      mclt = settings.config().mclt();
    }
    return carryOut(
        stored,
        Endpoint.start(
            settings.config().role(),
            new EndpointEvent.Started(stored.map(EndpointRecorded::facts)),
            clock.instant(),
            endpointSettings()));
  }

  private EndpointSettings endpointSettings() {
    return settings.endpoint().withMclt(mclt);
  }

  private Effect<EndpointRecorded, Optional<EndpointRecorded>> take(
      Optional<EndpointRecorded> stored, EndpointCommand command) {
    return switch (command) {
      case EndpointCommand.Happened happened -> step(stored, happened.event());
      case EndpointCommand.Linked linked -> linked(stored, linked.event());
      case EndpointCommand.Brought brought -> {
        if (work.isLink(brought.connection())) {
          work.updDone(brought.transactionId());
        }
        yield Effect().none();
      }
      case EndpointCommand.UseSettings _unused -> Effect().none();
      case EndpointCommand.DeclarePartnerDown declare -> {
        Step step = next(new EndpointEvent.PartnerDownDeclared());
        declare
            .replyTo()
            .tell(
                new EndpointCommand.Declared(
                    step.refused() ? Optional.of(step.rule().reason()) : Optional.empty()));
        yield carryOut(stored, step);
      }
      case EndpointCommand.Stop stop -> {
        stopped = stop.replyTo();
        work.stopping(stop.why());
        yield step(stored, new EndpointEvent.Stopping());
      }
      case EndpointCommand.PolicyUsed _unused -> Effect().none();
      case EndpointCommand.PoolStarted _unused -> Effect().none();
      case EndpointCommand.Go _unused -> Effect().none();
    };
  }

  private Effect<EndpointRecorded, Optional<EndpointRecorded>> linked(
      Optional<EndpointRecorded> stored, LinkEvent event) {
    if (event instanceof LinkEvent.Established established) {
      if (established.isPast(stored.filter(each -> each.facts().toldPartnerDown()).isPresent())) {
        return Effect().none();
      }
      if (work.isLinked()) {
        work.replace();
        waiting.addFirst(new EndpointCommand.Linked(event)); // after the end of the older one
        return step(stored, new EndpointEvent.CommunicationsFailed());
      }
      if (settings.config().role() == FailoverRole.SECONDARY) {
        mclt = established.parameters().mclt(); // §6.1.2: the primary's
      }
      work.link(established.connection(), established.parameters());
      return step(stored, new EndpointEvent.ConnectionEstablished());
    }
    if (!work.isLink(event.connection())) {
      return Effect().none(); // of a connection that is replaced or gone
    }
    return switch (event) {
      case LinkEvent.Heard heard -> {
        work.skewed(heard.skewMillis());
        yield step(stored, new EndpointEvent.PartnerHeard());
      }
      case LinkEvent.Closed closed -> {
        work.closed(closed.reason(), closed.disconnect());
        yield step(
            stored,
            closed.disconnect().isPresent()
                ? new EndpointEvent.DisconnectReceived()
                : new EndpointEvent.CommunicationsFailed());
      }
      case LinkEvent.Said said -> said(stored, said);
      case LinkEvent.Established _unused -> Effect().none();
    };
  }

  private Effect<EndpointRecorded, Optional<EndpointRecorded>> said(
      Optional<EndpointRecorded> stored, LinkEvent.Said said) {
    return switch (said.message()) {
      case State message ->
          switch (StateMessages.read(message, said.receivedAt(), 0)) {
            case StateMessages.Read.Ok ok ->
                step(stored, new EndpointEvent.PartnerStateReceived(ok.report()));
            case StateMessages.Read.Bad bad -> {
              said.connection()
                  .tell(new PartnerConnection.Disconnect(StatusCode.UNSPEC_FAIL, bad.reason()));
              yield Effect().none();
            }
          };
      case UpdReq message ->
          step(stored, new EndpointEvent.UpdReqReceived(message.transactionId(), false));
      case UpdReqAll message ->
          step(stored, new EndpointEvent.UpdReqReceived(message.transactionId(), true));
      case UpdDone message ->
          step(
              stored,
              new EndpointEvent.UpdDoneReceived(work.requestAnsweredBy(message.transactionId())));
      default -> Effect().none(); // the connection hands over nothing else
    };
  }

  private Effect<EndpointRecorded, Optional<EndpointRecorded>> step(
      Optional<EndpointRecorded> stored, EndpointEvent event) {
    return carryOut(stored, next(event));
  }

  private Step next(EndpointEvent event) {
    return Endpoint.step(Objects.requireNonNull(state), event, clock.instant(), endpointSettings());
  }

  /** First what must be stored is stored, then the rest is done in its order (RFC 8156 §8.1). */
  private Effect<EndpointRecorded, Optional<EndpointRecorded>> carryOut(
      Optional<EndpointRecorded> stored, Step step) {
    state = step.next();
    work.beforeEffects(step.next(), settings.correctsSkew());
    effects.addAll(step.effects());
    if (!(effects.peekFirst() instanceof io.outrigger.endpoint.Effect.Persist persist)) {
      carryOn();
      return Effect().none();
    }
    effects.removeFirst();
    EndpointRecorded event =
        new EndpointRecorded(
            persist.facts(),
            mclt.toSeconds(),
            lastSequenceNumber(context) + 1,
            stored.map(EndpointRecorded::sequenceNr).orElse(0L));
    return Effect().persist(event).thenRun(_after -> carryOn());
  }

  private void carryOn() {
    while (!effects.isEmpty()) {
      io.outrigger.endpoint.Effect effect = effects.removeFirst();
      if (effect instanceof io.outrigger.endpoint.Effect.PublishPolicy publish) {
        policy = publish.policy();
        followers.addAll(work.publish(publish.policy(), mclt));
        if (!followers.isEmpty()) {
          return;
        }
      } else {
        work.perform(effect);
      }
    }
    work.afterEffects(Objects.requireNonNull(state), mclt);
    if (stopped != null) {
      stopped.tell(Done.getInstance());
      stopped = null;
    }
    proceedLater(0);
  }
}
