package io.outrigger.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.partner.LinkCount;
import io.outrigger.partner.LinkCounters;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The meters of the connections to all partners. */
final class LinkMeters {
  private final MeterRegistry registry;
  private final LinkCounters counters;

  LinkMeters(MeterRegistry registry, LinkCounters counters) {
    this.registry = registry;
    this.counters = counters;
  }

  void register() {
    for (LinkCount what : LinkCount.values()) {
      switch (what) {
        case UNKNOWN_MESSAGES ->
            counter("outrigger.link.messages.unknown", c -> c.of(what))
                .description("Messages of partners of a type that nobody knows")
                .register(registry);
        case IGNORED_MESSAGES ->
            counter("outrigger.link.messages.ignored", c -> c.of(what))
                .description("Messages of partners that mean nothing where they came")
                .register(registry);
        case IGNORED_OPTIONS ->
            counter("outrigger.link.options.ignored", c -> c.of(what))
                .description("Options of partners that mean nothing where they stand")
                .register(registry);
        case UNSENDABLE ->
            counter("outrigger.link.messages.unsendable", c -> c.of(what))
                .description("Messages to partners that were too long for a frame")
                .register(registry);
        default ->
            counter("outrigger.link.connections", c -> c.of(what))
                .description("Connections with partners by what became of them")
                .tag("event", label(what.name()))
                .register(registry);
      }
    }
    messages();
    refusals();
    gauge("outrigger.link.connections.open", LinkCounters::connections)
        .description("Connections with partners there are now, established or not")
        .register(registry);
    gauge("outrigger.link.waiting.bytes", LinkCounters::octetsWaiting)
        .description("Octets to partners that the operating system has not taken yet")
        .register(registry);
  }

  private void messages() {
    for (FailoverMessageType type : FailoverMessageType.values()) {
      counter("outrigger.link.messages.received", c -> c.receivedOf(type))
          .description("Messages of partners by type")
          .tag("type", label(type.name()))
          .register(registry);
      counter("outrigger.link.messages.sent", c -> c.sentOf(type))
          .description("Messages to partners by type")
          .tag("type", label(type.name()))
          .register(registry);
    }
  }

  /** Statuses that nobody knows are counted as UnspecFail. */
  private void refusals() {
    for (int value = 0; value <= StatusCode.EXCESSIVE_TIME_SKEW.value(); value++) {
      StatusCode status = new StatusCode(value);
      String name = status.toString().replaceFirst("\\(.*", "");
      counter("outrigger.link.refusals", c -> c.refused().getOrDefault(status, 0L))
          .description("Connections that one of the two servers refused or ended, by status")
          .tags("by", "this-server", "status", name)
          .register(registry);
      counter("outrigger.link.refusals", c -> c.refusedByPartners().getOrDefault(status, 0L))
          .description("Connections that one of the two servers refused or ended, by status")
          .tags("by", "partner", "status", name)
          .register(registry);
    }
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private FunctionCounter.Builder<LinkCounters> counter(
      String name, ToDoubleFunction<LinkCounters> value) {
    return FunctionCounter.builder(name, counters, value);
  }

  private Gauge.Builder<LinkCounters> gauge(String name, ToDoubleFunction<LinkCounters> value) {
    return Gauge.builder(name, counters, value).strongReference(true);
  }
}
