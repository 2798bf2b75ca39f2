package io.outrigger.server;

import io.outrigger.journal.JournalHealth;
import io.outrigger.partner.Farewell;
import io.outrigger.partner.LinkContext;
import io.outrigger.partner.LinkDoor;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.relationship.EndpointCommand;
import io.outrigger.relationship.FailoverEndpoint;
import io.outrigger.relationship.RelationshipSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The root of a server's actors: a PoolAllocator for each pool and a FailoverEndpoint for each
 * relationship, made anew when one ends, and the {@link PartnerLinks}. A reload brings another
 * plan: what both plans have goes on, the rest ends or begins.
 */
final class ServerGuardian extends AbstractBehavior<ServerGuardian.Command> {

  /** What the guardian is told. */
  sealed interface Command {}

  /**
   * Run this from now on. A pool or relationship whose handle is in both plans goes on.
   *
   * @param done completed when all that is to end has ended; no other plan may come before
   */
  record ApplyPlan(ServerPlan plan, CompletableFuture<Done> done) implements Command {}

  /** Take leave of all partners, then say so. */
  record Shutdown(ActorRef<Done> replyTo) implements Command {}

  private record PoolEnded(PoolHandle pool) implements Command {}

  private record StartPool(PoolHandle pool) implements Command {}

  private record EndpointEnded(RelationshipHandle relationship) implements Command {}

  private record StartEndpoint(RelationshipHandle relationship) implements Command {}

  private record DoorReady(RelationshipHandle relationship, LinkDoor door) implements Command {}

  private record PoolRecovered(PoolHandle pool) implements Command {}

  private record EndpointStopped(RelationshipHandle relationship) implements Command {}

  private record LeaveTaken(RelationshipHandle relationship) implements Command {}

  private record StimulateAgain(List<RelationshipHandle> relationships) implements Command {}

  private static final DispatcherSelector POOLS =
      DispatcherSelector.fromConfig("outrigger.pool-dispatcher");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final TimerScheduler<Command> timers;
  private final ServerWorld world;
  private final PartnerLinks links;
  private final Handover handover;
  private final Map<Object, Duration> pauses = new HashMap<>();
  private final Set<RelationshipHandle> stopping = new HashSet<>();

  /** Pools and relationships of the plan before that have yet to end. */
  private final Set<Object> leaving = new HashSet<>();

  private ServerPlan plan;
  private @Nullable CompletableFuture<Done> applied;
  private @Nullable ActorRef<Done> shutdown;

  private ServerGuardian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ServerPlan plan,
      UnnamedPools unnamed,
      ServerWorld world) {
    super(context);
    this.handover = new Handover(unnamed);
    this.timers = timers;
    this.plan = plan;
    this.world = world;
    this.links =
        new PartnerLinks(
            context,
            POOLS,
            new LinkContext(world.transport(), world.clock(), plan.linkCounters()),
            plan.failoverListen());
    plan.pools().forEach(this::spawn);
    plan.relationships().forEach(this::spawn);
  }

  static Behavior<Command> create(ServerPlan plan, UnnamedPools unnamed, ServerWorld world) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ServerGuardian(context, timers, plan, unnamed, world)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(PoolEnded.class, this::poolEnded)
        .onMessage(StartPool.class, this::startPool)
        .onMessage(PoolRecovered.class, this::poolRecovered)
        .onMessage(EndpointEnded.class, this::endpointEnded)
        .onMessage(StartEndpoint.class, this::startEndpoint)
        .onMessage(DoorReady.class, this::doorReady)
        .onMessage(ApplyPlan.class, this::applyPlan)
        .onMessage(LeaveTaken.class, this::leaveTaken)
        .onMessage(StimulateAgain.class, this::stimulateAgain)
        .onMessage(Shutdown.class, this::shutdown)
        .onMessage(EndpointStopped.class, this::endpointStopped)
        .build();
  }

  /** The journal refused to read or write; later it may not. */
  private Behavior<Command> poolEnded(PoolEnded ended) {
    PoolHandle pool = ended.pool();
    handover.ended(pool, successor(pool).isPresent());
    if (leaving.remove(pool)) {
      successor(pool).ifPresent(this::spawn);
      openPools();
      return settled();
    }
    Duration pause = pause(pool, pool.isReady());
    pool.ended();
    getContext()
        .getLog()
        .error(
            "pool {} has stopped and serves nobody; it is started again in {} s",
            pool.name(),
            pause.toSeconds());
    timers.startSingleTimer(pool, new StartPool(pool), pause);
    openPools();
    return this;
  }

  private Behavior<Command> poolRecovered(PoolRecovered recovered) {
    handover.recovered(recovered.pool());
    openPools();
    return this;
  }

  /** Not while one is ending that may leave its leases to another. */
  private void openPools() {
    if (leaving.stream().noneMatch(PoolHandle.class::isInstance)) {
      handover.open(plan.pools());
    }
  }

  private Duration pause(Object what, boolean worked) {
    Duration pause = worked ? FIRST_PAUSE : pauses.getOrDefault(what, FIRST_PAUSE);
    Duration doubled = pause.multipliedBy(2);
    pauses.put(what, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    return pause;
  }

  private Behavior<Command> startPool(StartPool start) {
    spawn(start.pool());
    return this;
  }

  private void spawn(PoolHandle pool) {
    ActorRef<Command> self = getContext().getSelf();
    handover.spawned(pool);
    pool.onRecovered(() -> self.tell(new PoolRecovered(pool)));
    pool.storedIn(JournalHealth.of(getContext().getSystem()));
    ActorRef<PoolAllocator.Command> allocator =
        getContext()
            .spawn(
                PoolAllocator.create(
                    pool.settings(), pool.inbox(), world.clock(), world.random(), pool, true),
                ActorNames.of("pool-", pool.name()),
                POOLS);
    getContext().watchWith(allocator, new PoolEnded(pool));
    pool.started(allocator);
    pool.relationship()
        .flatMap(RelationshipHandle::endpoint)
        .ifPresent(endpoint -> endpoint.tell(new EndpointCommand.PoolStarted(pool.name())));
  }

  private Behavior<Command> endpointEnded(EndpointEnded ended) {
    RelationshipHandle relationship = ended.relationship();
    if (leaving.remove(relationship)) {
      return settled();
    }
    Duration pause = pause(relationship, relationship.standing().isPresent());
    relationship.ended();
    getContext()
        .getLog()
        .error(
            "relationship {} has stopped and its pools serve nobody; it is started again in {} s",
            relationship.name(),
            pause.toSeconds());
    timers.startSingleTimer(relationship, new StartEndpoint(relationship), pause);
    return this;
  }

  private Behavior<Command> startEndpoint(StartEndpoint start) {
    spawn(start.relationship());
    return this;
  }

  private void spawn(RelationshipHandle relationship) {
    ActorRef<Command> self = getContext().getSelf();
    ActorRef<EndpointCommand> endpoint =
        getContext()
            .spawn(
                FailoverEndpoint.create(
                    RelationshipSettings.of(relationship.config()),
                    plan.poolsOf(relationship),
                    relationship,
                    relationship.counters(),
                    door -> self.tell(new DoorReady(relationship, door)),
                    world.clock()),
                ActorNames.of("endpoint-", relationship.name()),
                POOLS);
    getContext().watchWith(endpoint, new EndpointEnded(relationship));
    relationship.started(endpoint);
  }

  private Behavior<Command> doorReady(DoorReady ready) {
    RelationshipHandle relationship = ready.relationship();
    if (plan.relationships().contains(relationship)) {
      links.ready(
          relationship, plan.linkSettings(relationship), ready.door(), plan.relationships());
    }
    return this;
  }

  private Behavior<Command> applyPlan(ApplyPlan apply) {
    ServerPlan before = plan;
    plan = apply.plan();
    applied = apply.done();
    for (PoolHandle pool : before.pools()) {
      if (!plan.pools().contains(pool)) {
        retire(pool);
      }
    }
    for (RelationshipHandle relationship : before.relationships()) {
      if (!plan.relationships().contains(relationship)) {
        takeLeave(relationship);
      }
    }
    List<RelationshipHandle> relinked = new ArrayList<>();
    for (RelationshipHandle relationship : plan.relationships()) {
      if (!before.relationships().contains(relationship)) {
        spawn(relationship);
      } else if (change(relationship)) {
        relinked.add(relationship);
      }
    }
    for (PoolHandle pool : plan.pools()) {
      boolean waits = leaving.stream().anyMatch(old -> isNamed(old, pool.name()));
      if (!before.pools().contains(pool) && !waits) {
        spawn(pool);
      }
    }
    if (!relinked.isEmpty()) {
      // When the primary has seen the end of the connection; else it would wait as after a refusal.
      timers.startSingleTimer(new StimulateAgain(relinked), FIRST_PAUSE);
    }
    return settled();
  }

  private static boolean isNamed(Object leaving, String pool) {
    return leaving instanceof PoolHandle old && old.name().equals(pool);
  }

  private Optional<PoolHandle> successor(PoolHandle pool) {
    return plan.pools().stream().filter(each -> each.name().equals(pool.name())).findFirst();
  }

  private void retire(PoolHandle pool) {
    timers.cancel(pool);
    pauses.remove(pool);
    if (pool.isRunning()) {
      leaving.add(pool);
    }
    pool.retire(successor(pool).filter(pool::sharesInboxWith).isPresent());
  }

  private void takeLeave(RelationshipHandle relationship) {
    timers.cancel(relationship);
    pauses.remove(relationship);
    relationship
        .endpoint()
        .ifPresent(
            endpoint -> {
              leaving.add(relationship);
              boolean goesOn = plan.hasRelationship(relationship.name());
              Farewell why = goesOn ? Farewell.MADE_ANEW : Farewell.REMOVED;
              askToStop(endpoint, why, new LeaveTaken(relationship));
            });
  }

  /** The state is stored, and the partner knows. */
  private Behavior<Command> leaveTaken(LeaveTaken taken) {
    links.forget(taken.relationship());
    taken.relationship().endpoint().ifPresent(getContext()::stop);
    return this;
  }

  /** Returns whether the partner, a primary, is to be told to connect anew. */
  private boolean change(RelationshipHandle relationship) {
    boolean relink = links.use(relationship, plan.linkSettings(relationship));
    relationship
        .endpoint()
        .ifPresent(
            endpoint ->
                endpoint.tell(
                    new EndpointCommand.UseSettings(
                        RelationshipSettings.of(relationship.config()),
                        plan.poolsOf(relationship),
                        relink)));
    return relink;
  }

  private Behavior<Command> stimulateAgain(StimulateAgain again) {
    List<RelationshipHandle> there = new ArrayList<>(again.relationships());
    there.retainAll(plan.relationships());
    links.stimulate(there);
    return this;
  }

  private Behavior<Command> settled() {
    CompletableFuture<Done> waits = applied;
    if (waits != null && leaving.isEmpty()) {
      applied = null;
      waits.complete(Done.getInstance());
    }
    return this;
  }

  /** Not by the context's ask, which answers on a thread of the JVM's common pool. */
  private void askToStop(ActorRef<EndpointCommand> endpoint, Farewell why, Command then) {
    ActorRef<Command> self = getContext().getSelf();
    ActorRef<Done> waits =
        getContext()
            .spawnAnonymous(
                Behaviors.<Done>setup(
                    waiting -> {
                      waiting.setReceiveTimeout(STOP_PATIENCE, Done.getInstance());
                      return Behaviors.receiveMessage(
                          _done -> {
                            self.tell(then);
                            return Behaviors.stopped();
                          });
                    }));
    endpoint.tell(new EndpointCommand.Stop(why, waits));
  }

  private Behavior<Command> shutdown(Shutdown command) {
    shutdown = command.replyTo();
    for (RelationshipHandle relationship : plan.relationships()) {
      relationship
          .endpoint()
          .ifPresent(
              endpoint -> {
                stopping.add(relationship);
                askToStop(endpoint, Farewell.SERVER_STOPS, new EndpointStopped(relationship));
              });
    }
    return goodbye();
  }

  private Behavior<Command> endpointStopped(EndpointStopped stopped) {
    stopping.remove(stopped.relationship());
    return goodbye();
  }

  /** When all states are stored: nobody connects any more. */
  private Behavior<Command> goodbye() {
    ActorRef<Done> waits = shutdown;
    if (waits != null && stopping.isEmpty()) {
      shutdown = null;
      links.stop();
      waits.tell(Done.getInstance());
    }
    return this;
  }
}
