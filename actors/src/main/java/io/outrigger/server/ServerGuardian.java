package io.outrigger.server;

import io.outrigger.pool.PoolAllocator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** The root of a server's actors: one PoolAllocator for each pool, made anew when one ends. */
final class ServerGuardian extends AbstractBehavior<ServerGuardian.Command> {

  /** What only the guardian tells itself. */
  sealed interface Command {}

  private record PoolEnded(PoolHandle pool) implements Command {}

  private record StartPool(PoolHandle pool) implements Command {}

  private static final DispatcherSelector POOLS =
      DispatcherSelector.fromConfig("outrigger.pool-dispatcher");
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final TimerScheduler<Command> timers;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<PoolHandle, Duration> pauses = new HashMap<>();

  private ServerGuardian(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      List<PoolHandle> pools,
      InstantSource clock,
      RandomGenerator random) {
    super(context);
    this.timers = timers;
    this.clock = clock;
    this.random = random;
    pools.forEach(this::spawn);
  }

  static Behavior<Command> create(
      List<PoolHandle> pools, InstantSource clock, RandomGenerator random) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ServerGuardian(context, timers, pools, clock, random)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(PoolEnded.class, this::poolEnded)
        .onMessage(StartPool.class, this::startPool)
        .build();
  }

  /** The journal refused to read or write; later it may not. */
  private Behavior<Command> poolEnded(PoolEnded ended) {
    PoolHandle pool = ended.pool();
    Duration pause = pool.isReady() ? FIRST_PAUSE : pauses.getOrDefault(pool, FIRST_PAUSE);
    pool.ended();
    Duration doubled = pause.multipliedBy(2);
    pauses.put(pool, doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    getContext()
        .getLog()
        .error(
            "pool {} has stopped and serves nobody; it is started again in {} s",
            pool.name(),
            pause.toSeconds());
    timers.startSingleTimer(pool.name(), new StartPool(pool), pause);
    return this;
  }

  private Behavior<Command> startPool(StartPool start) {
    spawn(start.pool());
    return this;
  }

  private void spawn(PoolHandle pool) {
    ActorRef<PoolAllocator.Command> allocator =
        getContext()
            .spawn(
                PoolAllocator.create(pool.settings(), pool.inbox(), clock, random, pool),
                actorName(pool.name()),
                POOLS);
    getContext().watchWith(allocator, new PoolEnded(pool));
    pool.started(allocator);
  }

  /** Pool names are the operator's; actor names allow less. */
  private static String actorName(String pool) {
    return "pool-" + URLEncoder.encode(pool, StandardCharsets.UTF_8).replace("*", "%2A");
  }
}
