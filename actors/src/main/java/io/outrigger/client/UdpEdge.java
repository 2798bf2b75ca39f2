package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network edge of a real server: a blocking channel with its own thread for each address. For a
 * configured interface these are the two groups of RFC 8415 §7.1 and its link-local address, which
 * are opened and closed as the interface comes and goes; for {@code listen.unicast} one each, as
 * soon as this host has the address.
 */
public final class UdpEdge implements NetworkEdge {
  private static final Logger LOG = LoggerFactory.getLogger(UdpEdge.class);

  private final EdgeConfig config;
  private final ScheduledExecutorService scheduler;
  private final InstantSource clock;
  private final InterfaceView.Table table;
  private final EdgeCounters counters = new EdgeCounters();
  private final List<InterfaceSockets> interfaces = new ArrayList<>();
  private final List<UnicastListener> unicast = new ArrayList<>();
  private volatile List<InterfaceView> present = List.of();
  private @Nullable EdgeContext context;
  private @Nullable SiteGroupSocket siteGroup;
  private @Nullable Future<?> monitor;
  private @Nullable String siteTrouble;
  private boolean closed;

  /**
   * @param scheduler runs the look at the interfaces, some milliseconds each
   * @param clock for the rate of log lines
   */
  public UdpEdge(EdgeConfig config, ScheduledExecutorService scheduler, InstantSource clock) {
    this(config, scheduler, clock, InterfaceView::ofHost);
  }

  UdpEdge(
      EdgeConfig config,
      ScheduledExecutorService scheduler,
      InstantSource clock,
      InterfaceView.Table table) {
    this.config = config;
    this.scheduler = scheduler;
    this.clock = clock;
    this.table = table;
  }

  @Override
  public synchronized EdgeStart start(DatagramHandler handler) {
    if (context != null || closed) {
      throw new IllegalStateException("an edge starts once");
    }
    EdgeContext shared =
        new EdgeContext(config, handler, counters, new RateLimitedLog(LOG, clock), clock);
    context = shared;
    List<BindFailure> failures = new ArrayList<>();
    for (InetSocketAddress each : config.unicast()) {
      UnicastListener listener =
          new UnicastListener(each, shared::open, socket -> receive(socket, shared));
      unicast.add(listener);
      listener.bind().ifPresent(failures::add);
    }
    for (String name : config.interfaces()) {
      interfaces.add(new InterfaceSockets(name, shared));
    }
    if (!interfaces.isEmpty()) {
      siteGroup = new SiteGroupSocket(shared, this::pathOf);
    }
    failures.addAll(adaptToInterfaces());
    if (!failures.isEmpty()) {
      close();
      return new EdgeStart.Refused(failures);
    }
    unicast.forEach(UnicastListener::receive);
    long millis = config.pollInterval().toMillis();
    monitor = scheduler.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
    return new EdgeStart.Started(unicast.stream().map(UnicastListener::local).toList());
  }

  private void receive(UdpSocket socket, EdgeContext shared) {
    Ipv6Address local = socket.localAddress();
    socket.receive(
        (payload, source, scopeId, port) -> {
          String name = Ingress.ofUnicast(local, source, scopeId, present);
          shared.handle(new Datagram(payload, source, scopeId, port, false, name, socket::send));
        });
  }

  /** One look at the interfaces; never throws, or the scheduler would not look again. */
  synchronized void poll() {
    if (closed) {
      return;
    }
    try {
      adaptToInterfaces();
      unicast.forEach(UnicastListener::look);
    } catch (RuntimeException e) {
      LOG.error("looking at the interfaces failed", e);
    }
  }

  private List<BindFailure> adaptToInterfaces() {
    List<InterfaceView> found = new ArrayList<>();
    List<BindFailure> failures = new ArrayList<>();
    for (InterfaceSockets each : interfaces) {
      Optional<InterfaceView> view = table.find(each.name());
      view.ifPresent(found::add);
    }
    present = List.copyOf(found);
    for (InterfaceSockets each : interfaces) {
      each.adapt(found.stream().filter(view -> view.name().equals(each.name())).findFirst())
          .ifPresent(failures::add);
    }
    SiteGroupSocket site = siteGroup;
    if (site != null) {
      Optional<BindFailure> failure = site.adapt(found);
      String trouble = failure.map(BindFailure::toString).orElse(null);
      if (trouble != null && !trouble.equals(siteTrouble)) {
        LOG.warn("{}", trouble);
      }
      siteTrouble = trouble;
      failure.ifPresent(failures::add);
    }
    return failures;
  }

  private @Nullable ReplyPath pathOf(@Nullable String interfaceName) {
    for (InterfaceSockets each : interfaces) {
      if (each.name().equals(interfaceName)) {
        return each::send;
      }
    }
    return null;
  }

  @Override
  public EdgeCounters counters() {
    return counters;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (monitor != null) {
      monitor.cancel(false);
    }
    interfaces.forEach(InterfaceSockets::close);
    if (siteGroup != null) {
      siteGroup.close();
    }
    unicast.forEach(UnicastListener::close);
  }
}
