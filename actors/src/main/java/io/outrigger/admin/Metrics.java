package io.outrigger.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outrigger.client.ClientCounters;
import io.outrigger.client.DiscardReason;
import io.outrigger.client.EdgeCounters;
import io.outrigger.dhcp.MessageType;
import io.outrigger.journal.JournalHealth;
import io.outrigger.partner.LinkCounters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What {@code /metrics} tells; read from the parts' own counters when somebody asks. */
public final class Metrics implements AutoCloseable {
  private static final String POOL_METERS = "outrigger.pool.";

  private static final Set<MessageType> TO_CLIENTS =
      EnumSet.of(MessageType.ADVERTISE, MessageType.REPLY);

  private static final Set<MessageType> FROM_CLIENTS =
      EnumSet.of(
          MessageType.SOLICIT,
          MessageType.REQUEST,
          MessageType.CONFIRM,
          MessageType.RENEW,
          MessageType.REBIND,
          MessageType.RELEASE,
          MessageType.DECLINE,
          MessageType.INFORMATION_REQUEST);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Counters hold what they read weakly. */
  private final Map<String, RelationshipMetrics> watched = new HashMap<>();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Messages by type, and what was discarded by reason. */
  public Metrics watch(ClientCounters counters) {
    for (MessageType type : FROM_CLIENTS) {
      counter("outrigger.messages.received", counters, c -> c.receivedOf(type))
          .description("Messages of clients, relayed or not")
          .tag("type", label(type))
          .register(registry);
    }
    for (MessageType type : TO_CLIENTS) {
      counter("outrigger.messages.sent", counters, c -> c.sentOf(type))
          .description("Messages to clients, relayed or not")
          .tag("type", label(type))
          .register(registry);
    }
    for (DiscardReason reason : DiscardReason.values()) {
      counter("outrigger.discarded", counters, c -> c.discardedFor(reason))
          .description("Messages without an answer, by why")
          .tag("reason", label(reason))
          .register(registry);
    }
    return this;
  }

  /** What passed the sockets. */
  public Metrics watch(EdgeCounters counters) {
    counter("outrigger.edge.received", counters, EdgeCounters::received)
        .description("Datagrams received")
        .register(registry);
    counter("outrigger.edge.received.bytes", counters, EdgeCounters::receivedOctets)
        .description("Payload of the datagrams received")
        .register(registry);
    counter("outrigger.edge.receive.errors", counters, EdgeCounters::receiveErrors)
        .description("Failed receive calls")
        .register(registry);
    counter("outrigger.edge.handler.errors", counters, EdgeCounters::handlerErrors)
        .description("Datagrams at which the server failed: a bug")
        .register(registry);
    counter("outrigger.edge.sent", counters, EdgeCounters::sent)
        .description("Datagrams sent")
        .register(registry);
    counter("outrigger.edge.sent.bytes", counters, EdgeCounters::sentOctets)
        .description("Payload of the datagrams sent")
        .register(registry);
    counter("outrigger.edge.send.failures", counters, EdgeCounters::sendFailures)
        .description("Datagrams that could not be sent")
        .register(registry);
    return this;
  }

  /** What the journal wrote, and whether it can. */
  public Metrics watch(JournalHealth journal) {
    counter("outrigger.journal.writes", journal, j -> j.counters().writes())
        .description("Completed requests to store events")
        .register(registry);
    counter("outrigger.journal.syncs", journal, j -> j.counters().syncs())
        .description("Writes to stable storage, each of all that had gathered")
        .register(registry);
    counter("outrigger.journal.events.written", journal, j -> j.counters().events())
        .description("Events stored")
        .register(registry);
    counter("outrigger.journal.events.superseded", journal, j -> j.counters().superseded())
        .description("Events deleted since a newer one took their place")
        .register(registry);
    counter("outrigger.journal.written.bytes", journal, j -> j.counters().octets())
        .description("Keys and values written")
        .register(registry);
    counter("outrigger.journal.stalls", journal, j -> j.counters().stalls())
        .description("How often writing became impossible")
        .register(registry);
    Gauge.builder(
            "outrigger.journal.stalled",
            journal,
            j -> j.state() instanceof JournalHealth.State.Working ? 0 : 1)
        .description("1 while the journal cannot write: nothing is promised to clients")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /** What happened on the connections to partners. */
  public Metrics watch(LinkCounters counters) {
    new LinkMeters(registry, counters).register();
    return this;
  }

  /** Whether clients are served. */
  public Metrics watch(ServerView view) {
    Gauge.builder("outrigger.ready", view, v -> v.notReady().isEmpty() ? 1 : 0)
        .description("1 if clients are served, as /readyz says")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /**
   * How full each pool is; NaN until its leases have been read. These and no others from now on.
   */
  public synchronized Metrics watchPools(List<AdminPool> pools) {
    remove(meter -> meter.getId().getName().startsWith(POOL_METERS));
    for (AdminPool pool : pools) {
      String name = pool.status().name();
      poolGauge("outrigger.pool.leases", "Leases by status", pool, PoolStatus::active)
          .tags("pool", name, "status", "active")
          .register(registry);
      poolGauge("outrigger.pool.leases", "Leases by status", pool, PoolStatus::abandoned)
          .tags("pool", name, "status", "abandoned")
          .register(registry);
      poolGauge("outrigger.pool.free", "Resources for new clients", pool, PoolStatus::freeOwn)
          .tags("pool", name)
          .register(registry);
      poolGauge(
              "outrigger.pool.free.partner",
              "Resources for new clients of the partner",
              pool,
              PoolStatus::freePartner)
          .tags("pool", name)
          .register(registry);
      poolGauge("outrigger.pool.capacity", "Resources in the pool", pool, PoolStatus::capacity)
          .tags("pool", name)
          .register(registry);
      poolGauge("outrigger.pool.waiting", "Requests that wait", pool, s -> (long) s.waiting())
          .tags("pool", name)
          .register(registry);
    }
    return this;
  }

  /** How a relationship fares; in the place of an earlier one of that name. */
  public synchronized Metrics watch(RelationshipMetrics relationship) {
    forget(relationship.name());
    watched.put(relationship.name(), relationship);
    new RelationshipMeters(registry, relationship).register();
    return this;
  }

  /** These and no others from now on. */
  public synchronized Metrics watchRelationships(List<? extends RelationshipMetrics> all) {
    List.copyOf(watched.keySet()).forEach(this::forget);
    all.forEach(this::watch);
    return this;
  }

  /** Tells no more of a relationship that is gone. */
  public synchronized void forget(String relationship) {
    watched.remove(relationship);
    remove(meter -> relationship.equals(meter.getId().getTag(RelationshipMeters.TAG)));
  }

  private void remove(Predicate<Meter> which) {
    registry.getMeters().stream().filter(which).toList().forEach(registry::remove);
  }

  private static Gauge.Builder<AdminPool> poolGauge(
      String name, String description, AdminPool pool, Function<PoolStatus, @Nullable Long> value) {
    return Gauge.builder(
            name,
            pool,
            p -> {
              Long number = value.apply(p.status());
              return number == null ? Double.NaN : number;
            })
        .description(description)
        .strongReference(true);
  }

  private static <T> FunctionCounter.Builder<T> counter(
      String name, T counters, ToDoubleFunction<T> value) {
    return FunctionCounter.builder(name, counters, value);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
