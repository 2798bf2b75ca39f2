package io.outrigger.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.outrigger.client.ClientCounters;
import io.outrigger.client.ClientService;
import io.outrigger.client.EdgeStart;
import io.outrigger.client.Links;
import io.outrigger.client.NetworkEdge;
import io.outrigger.client.ServerIdentity;
import io.outrigger.config.Endpoint;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.journal.JournalSetup;
import io.outrigger.partner.LinkCounters;
import io.outrigger.partner.PartnerTls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final OutriggerConfig config;
  private final Duid duid;
  private final InstantSource clock;
  private final Instant since;
  private final List<PoolHandle> pools;
  private final List<RelationshipHandle> relationships;
  private final ClientCounters counters;
  private final NetworkEdge edge;
  private final ClientService service;
  private final LinkCounters linkCounters = new LinkCounters();
  private final ActorSystem<ServerGuardian.Command> system;

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
    this.config = config;
    this.duid = duid;
    this.edge = world.edge();
    this.clock = world.clock();
    this.since = world.clock().instant();
    this.counters = new ClientCounters();
    Map<String, RelationshipHandle> relationships = RelationshipHandle.of(config);
    this.relationships = List.copyOf(relationships.values());
    List<LinkBuilder.Built> built =
        config.links().stream()
            .map(link -> LinkBuilder.build(config.server(), relationships, link))
            .toList();
    List<PoolHandle> all = new ArrayList<>();
    built.forEach(link -> all.addAll(link.pools()));
    this.pools = List.copyOf(all);
    ClientService.View view =
        new ClientService.View(
            identity(), new Links(built.stream().map(LinkBuilder.Built::link).toList()));
    this.service = new ClientService(() -> view, world.clock(), counters);
    this.system =
        ActorSystem.create(
            ServerGuardian.create(
                new ServerPlan(config, pools, this.relationships, tls, linkCounters), world),
            "outrigger",
            ActorSystemSetup.create(BootstrapSetup.create(actorConfig(world.actors())), journal));
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

  private ServerIdentity identity() {
    Optional<Ipv6Address> unicast =
        config.server().serverUnicast()
            ? config.server().listen().unicast().stream().map(Endpoint::address).findFirst()
            : Optional.empty();
    return new ServerIdentity(duid, config.server().preference(), unicast);
  }

  /** Opens the sockets; requests are answered as soon as the pools of their link are ready. */
  public EdgeStart listen() {
    return edge.start(service);
  }

  public OutriggerConfig config() {
    return config;
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
    return pools;
  }

  /** In the order of the configuration. */
  public List<RelationshipHandle> relationships() {
    return relationships;
  }

  Optional<RelationshipHandle> relationship(String name) {
    return relationships().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** In the order of the configuration, for whoever asks for leases. */
  List<HandledPool> handledPools() {
    return pools().stream().map(pool -> new HandledPool(pool, system.scheduler())).toList();
  }

  /** In the order of the configuration. */
  List<RelationshipView> relationshipViews() {
    return relationships.stream().map(each -> new RelationshipView(each, pools, clock)).toList();
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
    return pools.stream().allMatch(PoolHandle::isReady);
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
      leave()
          .toCompletableFuture()
          .get(LEAVE_LIMIT.toSeconds(), TimeUnit.SECONDS);
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
