package io.outrigger.server;

import io.outrigger.admin.AdminServer;
import io.outrigger.admin.Metrics;
import io.outrigger.client.BindFailure;
import io.outrigger.client.EdgeConfig;
import io.outrigger.client.EdgeStart;
import io.outrigger.client.UdpEdge;
import io.outrigger.config.Endpoint;
import io.outrigger.config.ListenConfig;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.ServerConfig;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.journal.JournalDirectory;
import io.outrigger.journal.JournalHealth;
import io.outrigger.journal.JournalSetup;
import io.outrigger.journal.StoreException;
import io.outrigger.partner.netty.NettyTransport;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A server as a process: real sockets, the real clock, signals. */
final class RunningServer {
  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  /** What came of a start. */
  sealed interface Start {
    record Running(RunningServer server) implements Start {}

    /** Nothing is left open; each reason is one line that says what to do. */
    record Refused(List<String> reasons) implements Start {
      Refused(String reason) {
        this(List.of(reason));
      }
    }
  }

  private final OutriggerServer server;
  private final ScheduledExecutorService scheduler;
  private final NettyTransport transport;
  private final Metrics metrics = new Metrics();
  private final Reloader reloader;
  private final StatusView view;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;

  private RunningServer(
      OutriggerServer server,
      Path file,
      ScheduledExecutorService scheduler,
      NettyTransport transport) {
    this.transport = transport;
    this.server = server;
    this.scheduler = scheduler;
    this.reloader = new Reloader(file, server, scheduler, this::watchAnew);
    this.view = new StatusView(server, reloader);
  }

  /**
   * @param file where {@code config} was read, for a reload
   */
  static Start start(OutriggerConfig config, Path file) {
    ServerConfig settings = config.server();
    SecureRandom random = new SecureRandom();
    StateDirectory state;
    Duid duid;
    List<InetSocketAddress> unicast;
    InetSocketAddress admin;
    String token;
    try {
      state = StateDirectory.open(settings.stateDir());
      duid = state.serverDuid(random);
      token = state.adminToken(random);
      unicast = addresses(settings.listen());
      admin = address(settings.admin().endpoint());
    } catch (IOException e) {
      return new Start.Refused(String.valueOf(e.getMessage()));
    }
    return switch (JournalDirectory.check(state.journal())) {
      case JournalDirectory.Checked.Unusable unusable -> new Start.Refused(unusable.message());
      case JournalDirectory.Checked.Usable usable ->
          start(config, file, new Identity(duid, token), unicast, admin, usable.journal(), random);
    };
  }

  /** What the state directory says of this server. */
  private record Identity(Duid duid, String token) {}

  private static Start start(
      OutriggerConfig config,
      Path file,
      Identity identity,
      List<InetSocketAddress> unicast,
      InetSocketAddress admin,
      JournalDirectory journal,
      SecureRandom random) {
    UnnamedPools unnamed;
    try {
      unnamed = UnnamedPools.of(config, journal);
      unnamed.warnings().forEach(LOG::warn);
    } catch (StoreException e) {
      journal.close();
      return new Start.Refused(String.valueOf(e.getMessage()));
    }
    ServerConfig settings = config.server();
    Clock clock = Clock.systemUTC();
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("housekeeping").daemon().factory());
    EdgeConfig edge =
        new EdgeConfig(
            settings.listen().interfaces(),
            unicast,
            EdgeConfig.SERVER_PORT,
            settings.limits().receiveBufferBytes(),
            Duration.ofSeconds(1));
    TlsMaterial tls = TlsMaterial.load(config.failover(), clock.instant());
    tls.warnings().forEach(LOG::warn);
    if (!tls.errors().isEmpty()) {
      journal.close();
      return new Start.Refused(tls.errors());
    }
    NettyTransport transport = new NettyTransport(clock);
    OutriggerServer server =
        new OutriggerServer(
            config,
            identity.duid(),
            JournalSetup.of(journal),
            unnamed,
            tls.tls(),
            new ServerWorld(new UdpEdge(edge, scheduler, clock), transport, clock, random));
    RunningServer running = new RunningServer(server, file, scheduler, transport);
    LOG.info("{} {}, server DUID {}", settings.name(), Version.text(), identity.duid().toHex());
    Optional<String> refusal =
        settings.admin().enabled() ? running.openAdmin(admin, identity.token()) : Optional.empty();
    if (refusal.isPresent()) {
      running.close();
      return new Start.Refused(refusal.get());
    }
    return switch (server.listen()) {
      case EdgeStart.Refused refused -> {
        running.close();
        yield new Start.Refused(refused.failures().stream().map(BindFailure::toString).toList());
      }
      case EdgeStart.Started _unused -> {
        running.announce();
        yield new Start.Running(running);
      }
    };
  }

  /**
   * @throws UnknownHostException if a link-local address names an interface that is not there
   */
  private static List<InetSocketAddress> addresses(ListenConfig listen)
      throws UnknownHostException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Endpoint endpoint : listen.unicast()) {
      addresses.add(address(endpoint));
    }
    return addresses;
  }

  private static InetSocketAddress address(Endpoint endpoint) throws UnknownHostException {
    String zone = endpoint.zone() == null ? "" : "%" + endpoint.zone();
    return new InetSocketAddress(InetAddress.getByName(endpoint.address() + zone), endpoint.port());
  }

  /** Returns why it could not be opened, if so. */
  private Optional<String> openAdmin(InetSocketAddress address, String token) {
    metrics
        .watch(view)
        .watch(server.counters())
        .watch(server.edge().counters())
        .watch(server.linkCounters())
        .watch(JournalHealth.of(server.system()));
    watchAnew();
    AdminServer.Start start =
        AdminServer.start(server.system(), address, view, metrics.registry(), token)
            .toCompletableFuture()
            .join();
    return switch (start) {
      case AdminServer.Start.Refused refused -> Optional.of(refused.reason());
      case AdminServer.Start.Started started -> {
        LOG.info("admin HTTP on http://{}", text(started.server().address()));
        yield Optional.empty();
      }
    };
  }

  OutriggerServer server() {
    return server;
  }

  /** A reload brings other pools and relationships. */
  private void watchAnew() {
    metrics.watchPools(view.pools());
    metrics.watchRelationships(server.relationshipViews());
  }

  /** Reads the configuration again, as SIGHUP and the admin HTTP want it; the log says the rest. */
  void reload() {
    reloader.reload();
  }

  private void announce() {
    LOG.info("serving; links {}, pools {}", server.config().links().size(), server.pools().size());
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address inet
        ? "[" + Ipv6Address.from(inet) + "]:" + address.getPort()
        : address.toString();
  }

  /** Blocks until the server has ended; returns the exit code. */
  int awaitEnd() throws InterruptedException {
    // A signal starts the JVM's shutdown, whose exit code would be 128 + its number: not what a
    // supervisor should see of a clean stop.
    Thread onSignal =
        new Thread(
            () -> {
              stopping = true;
              LOG.info("stopping");
              close();
              LOG.info("stopped");
              Runtime.getRuntime().halt(0);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    Hangup.run(this::reload);
    server
        .system()
        .getWhenTerminated()
        .whenComplete(
            (_done, _failure) -> {
              if (!stopping) {
                ended.countDown();
              }
            });
    ended.await();
    Runtime.getRuntime().removeShutdownHook(onSignal);
    LOG.error("the actors ended by themselves: the lines above say why");
    scheduler.shutdownNow();
    return CommandLine.ExitCode.SOFTWARE;
  }

  void close() {
    server.close();
    transport.close();
    metrics.close();
    scheduler.shutdownNow();
  }
}
