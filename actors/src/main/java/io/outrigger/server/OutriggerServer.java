package io.outrigger.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.outrigger.client.ClientCounters;
import io.outrigger.client.ClientService;
import io.outrigger.client.EdgeStart;
import io.outrigger.client.NetworkEdge;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.dhcp.Duid;
import io.outrigger.journal.JournalSetup;
import io.outrigger.partner.LinkCounters;
import io.outrigger.partner.PartnerTls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running server: its pools, the network edge, and what the administration may know of them.
 */
public final class OutriggerServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutriggerServer.class);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(6);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Duid duid;
  private final InstantSource clock;
  private final Instant since;
  private final ClientCounters counters = new ClientCounters();
  private final NetworkEdge edge;
  private final ClientService service;
  private final LinkCounters linkCounters = new LinkCounters();
  private final ActorSystem<ServerGuardian.Command> system;
  private volatile RunningPlan running;

  /**
   * Starts the actors; {@link #listen} opens the network.
   *
   * @param journal where leases are stored; closed with this server
   * @param tls what protects the connection of each relationship, by its name
   */
  public OutriggerServer(
      OutriggerConfig config,
      Duid duid,
      JournalSetup journal,
      Map<String, PartnerTls> tls,
      ServerWorld world) {
    this(config, duid, journal, new UnnamedPools(Map.of()), tls, world);
  }

  /**
   * @param unnamed pools in the journal that {@code config} does not name
   */
  OutriggerServer(
      OutriggerConfig config,
      Duid duid,
      JournalSetup journal,
      UnnamedPools unnamed,
      Map<String, PartnerTls> tls,
      ServerWorld world) {
    this.duid = duid;
    this.edge = world.edge();
    this.clock = world.clock();
    this.since = world.clock().instant();
    this.running = RunningPlan.first(config, duid, tls, linkCounters);
    this.service = new ClientService(() -> running.view(), world.clock(), counters);
    this.system =
        ActorSystem.create(
            ServerGuardian.create(running.plan(), unnamed, world),
            "outrigger",
            ActorSystemSetup.create(BootstrapSetup.create(actorConfig(world.actors())), journal));
  }

  /**
   * Serves by another configuration from now on. What it has in common with the one before goes on:
   * pools keep their leases in memory, connections live.
   *
   * @param next differs from {@link #config} only in what {@link ReloadRules} allows
   * @param tls as for the constructor
   * @return completes when all that has changed is in force; no other may be applied before
   */
  public CompletionStage<Done> apply(OutriggerConfig next, Map<String, PartnerTls> tls) {
    CompletableFuture<Done> done = new CompletableFuture<>();
    RunningPlan changed = running.next(next, tls);
    running = changed;
    system.tell(new ServerGuardian.ApplyPlan(changed.plan(), done));
    return done.thenApply(
        settled -> {
          changed.joining().forEach(pool -> DirectoryFiller.fill(handled(pool)));
          return settled;
        });
  }

  private static Config actorConfig(Config first) {
    return first
        .withFallback(
            ConfigFactory.parseMap(
                Map.of(
                    "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook",
                    "off",
                    "pekko.loggers",
                    List.of("org.apache.pekko.event.slf4j.Slf4jLogger"),
                    "pekko.logging-filter",
                    "org.apache.pekko.event.slf4j.Slf4jLoggingFilter",
                    "pekko.persistence.journal.plugin",
                    "outrigger.journal")))
        .withFallback(ConfigFactory.load());
  }

  /** Opens the sockets; requests are answered as soon as the pools of their link are ready. */
  public EdgeStart listen() {
    return edge.start(service);
  }

  /** The one in force. */
  public OutriggerConfig config() {
    return running.plan().config();
  }

  public Duid duid() {
    return duid;
  }

  InstantSource clock() {
    return clock;
  }

  /** When the server was started. */
  public Instant since() {
    return since;
  }

  public List<PoolHandle> pools() {
    return running.plan().pools();
  }

  /** In the order of the configuration. */
  public List<RelationshipHandle> relationships() {
    return running.plan().relationships();
  }

  Optional<RelationshipHandle> relationship(String name) {
    return relationships().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** In the order of the configuration, for whoever asks for leases. */
  List<HandledPool> handledPools() {
    return pools().stream().map(this::handled).toList();
  }

  private HandledPool handled(PoolHandle pool) {
    return new HandledPool(pool, system.scheduler());
  }

  /** In the order of the configuration. */
  List<RelationshipView> relationshipViews() {
    ServerPlan plan = running.plan();
    return plan.relationships().stream()
        .map(each -> new RelationshipView(each, plan.pools(), clock))
        .toList();
  }

  /** What protects the connection of each relationship, by its name. */
  Map<String, PartnerTls> tls() {
    return running.plan().tls();
  }

  LinkCounters linkCounters() {
    return linkCounters;
  }

  public ClientCounters counters() {
    return counters;
  }

  public NetworkEdge edge() {
    return edge;
  }

  public ActorSystem<?> system() {
    return system;
  }

  /** Whether clients of every link are served. */
  public boolean isReady() {
    return pools().stream().allMatch(PoolHandle::isReady);
  }

  /** Stops taking requests and takes leave of partners; fails if they are not told in time. */
  public CompletionStage<Done> leave() {
    edge.close();
    return AskPattern.ask(system, ServerGuardian.Shutdown::new, LEAVE_LIMIT, system.scheduler());
  }

  /** Stops taking requests, takes leave of partners, stops the actors, then the journal. */
  @Override
  public void close() {
    try {
      leave().toCompletableFuture().get(LEAVE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the partners were not told within {} s", LEAVE_LIMIT.toSeconds());
    }
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the server did not stop within {} s", STOP_LIMIT.toSeconds(), e);
    }
  }
}
