package io.outrigger.server;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.partner.LinkContext;
import io.outrigger.partner.LinkDoor;
import io.outrigger.partner.LinkRelationship;
import io.outrigger.partner.PartnerConnector;
import io.outrigger.partner.PartnerListener;
import io.outrigger.partner.RelationshipDirectory;
import io.outrigger.partner.Stimulus;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.relationship.FailoverEndpoint;
import io.outrigger.relationship.RelationshipSettings;
import io.outrigger.relationship.SharedPool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
 * relationship, made anew when one ends; a PartnerConnector for each relationship in which this
 * server is primary, and one PartnerListener.
 */
final class ServerGuardian extends AbstractBehavior<ServerGuardian.Command> {

  /** What the guardian is told. */
  sealed interface Command {}

  /** Take leave of all partners, then say so. */
  record Shutdown(ActorRef<Done> replyTo) implements Command {}

  private record PoolEnded(PoolHandle pool) implements Command {}

  private record StartPool(PoolHandle pool) implements Command {}

  private record EndpointEnded(RelationshipHandle relationship) implements Command {}

  private record StartEndpoint(RelationshipHandle relationship) implements Command {}

  private record DoorReady(RelationshipHandle relationship, LinkDoor door) implements Command {}

  private record EndpointStopped(RelationshipHandle relationship) implements Command {}

  private static final DispatcherSelector POOLS =
      DispatcherSelector.fromConfig("outrigger.pool-dispatcher");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final TimerScheduler<Command> timers;
  private final ServerPlan plan;
  private final ServerWorld world;
  private final LinkContext links;
  private final Map<Object, Duration> pauses = new HashMap<>();
  private final Map<RelationshipHandle, LinkRelationship> doors = new LinkedHashMap<>();
  private final AtomicReference<RelationshipDirectory> directory =
      new AtomicReference<>(RelationshipDirectory.EMPTY);
  private final Set<RelationshipHandle> stopping = new HashSet<>();
  private @Nullable ActorRef<PartnerListener.Command> listener;
  private @Nullable ActorRef<Done> shutdown;
  private boolean stimulated;
  private int connectors;

  private ServerGuardian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ServerPlan plan,
      ServerWorld world) {
    super(context);
    this.timers = timers;
    this.plan = plan;
    this.world = world;
    this.links = new LinkContext(world.transport(), world.clock(), plan.linkCounters());
    plan.pools().forEach(this::spawn);
    plan.relationships().forEach(this::spawn);
    if (!plan.failoverListen().isEmpty()) {
      listener =
          context.spawn(
              PartnerListener.create(plan.failoverListen(), directory::get, links), "listener");
    }
  }

  static Behavior<Command> create(ServerPlan plan, ServerWorld world) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new ServerGuardian(context, timers, plan, world)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(PoolEnded.class, this::poolEnded)
        .onMessage(StartPool.class, this::startPool)
        .onMessage(EndpointEnded.class, this::endpointEnded)
        .onMessage(StartEndpoint.class, this::startEndpoint)
        .onMessage(DoorReady.class, this::doorReady)
        .onMessage(Shutdown.class, this::shutdown)
        .onMessage(EndpointStopped.class, this::endpointStopped)
        .build();
  }

  /** The journal refused to read or write; later it may not. */
  private Behavior<Command> poolEnded(PoolEnded ended) {
    PoolHandle pool = ended.pool();
    Duration pause = pause(pool, pool.isReady());
    pool.ended();
    getContext()
        .getLog()
        .error(
            "pool {} has stopped and serves nobody; it is started again in {} s",
            pool.name(),
            pause.toSeconds());
    timers.startSingleTimer(pool, new StartPool(pool), pause);
    return this;
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
    ActorRef<PoolAllocator.Command> allocator =
        getContext()
            .spawn(
                PoolAllocator.create(
                    pool.settings(), pool.inbox(), world.clock(), world.random(), pool),
                actorName("pool-", pool.name()),
                POOLS);
    getContext().watchWith(allocator, new PoolEnded(pool));
    pool.started(allocator);
    pool.relationship()
        .flatMap(RelationshipHandle::endpoint)
        .ifPresent(endpoint -> endpoint.tell(new FailoverEndpoint.PoolStarted(pool.name())));
  }

  private Behavior<Command> endpointEnded(EndpointEnded ended) {
    RelationshipHandle relationship = ended.relationship();
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
    List<SharedPool> shared = new ArrayList<>();
    for (PoolHandle pool : plan.pools()) {
      if (pool.relationship().filter(relationship::equals).isPresent()) {
        shared.add(pool);
      }
    }
    ActorRef<FailoverEndpoint.Command> endpoint =
        getContext()
            .spawn(
                FailoverEndpoint.create(
                    RelationshipSettings.of(relationship.config()),
                    shared,
                    relationship,
                    relationship.counters(),
                    door -> self.tell(new DoorReady(relationship, door)),
                    world.clock()),
                actorName("endpoint-", relationship.name()),
                POOLS);
    getContext().watchWith(endpoint, new EndpointEnded(relationship));
    relationship.started(endpoint);
  }

  /** Connections may come now, and are made. */
  private Behavior<Command> doorReady(DoorReady ready) {
    RelationshipHandle relationship = ready.relationship();
    LinkRelationship before = doors.get(relationship);
    if (before != null) {
      before.connector().ifPresent(old -> getContext().stop(old));
    }
    Optional<ActorRef<PartnerConnector.Command>> connector =
        relationship.role() == FailoverRole.PRIMARY
            ? Optional.of(
                getContext()
                    .spawn(
                        PartnerConnector.create(
                            plan.linkSettings(relationship), ready.door(), links),
                        actorName("connector-" + ++connectors + "-", relationship.name()),
                        POOLS))
            : Optional.empty();
    doors.put(
        relationship,
        new LinkRelationship(plan.linkSettings(relationship), ready.door(), connector));
    directory.set(new RelationshipDirectory(doors.values()));
    if (!stimulated && doors.size() == plan.relationships().size()) {
      stimulated = true;
      getContext().spawn(Stimulus.create(primaries(), links), "stimulus");
    }
    return this;
  }

  private List<Endpoint> primaries() {
    return plan.relationships().stream()
        .filter(each -> each.role() == FailoverRole.SECONDARY)
        .map(each -> each.config().partner())
        .toList();
  }

  private Behavior<Command> shutdown(Shutdown command) {
    shutdown = command.replyTo();
    for (RelationshipHandle relationship : plan.relationships()) {
      relationship
          .endpoint()
          .ifPresent(
              endpoint -> {
                stopping.add(relationship);
                getContext()
                    .ask(
                        Done.class,
                        endpoint,
                        Duration.ofSeconds(5),
                        FailoverEndpoint.Stop::new,
                        (_done, _late) -> new EndpointStopped(relationship));
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
      if (listener != null) {
        listener.tell(PartnerListener.Stop.STOP);
      }
      doors
          .values()
          .forEach(
              door -> door.connector().ifPresent(each -> each.tell(PartnerConnector.Stop.STOP)));
      waits.tell(Done.getInstance());
    }
    return this;
  }

  /** Names are the operator's; actor names allow less. */
  private static String actorName(String kind, String name) {
    return kind + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
  }
}
