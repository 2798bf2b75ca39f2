package io.outrigger.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrigger.endpoint.FailoverState;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The meters of one relationship; each has its name as a tag. */
final class RelationshipMeters {
  static final String TAG = "relationship";

  private final MeterRegistry registry;
  private final RelationshipMetrics relationship;

  RelationshipMeters(MeterRegistry registry, RelationshipMetrics relationship) {
    this.registry = registry;
    this.relationship = relationship;
  }

  void register() {
    for (FailoverState state : FailoverState.values()) {
      gauge("outrigger.relationship.state", r -> r.state() == state ? 1 : 0)
          .description("1 for the state of RFC 8156 section 8 that the relationship is in")
          .tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .register(registry);
    }
    gauge("outrigger.relationship.state.seconds", RelationshipMetrics::secondsInState)
        .description("Time in that state")
        .register(registry);
    gauge("outrigger.relationship.communications.ok", r -> r.communicationsOk() ? 1 : 0)
        .description("1 while the partner is heard")
        .register(registry);
    gauge("outrigger.relationship.owed", RelationshipMetrics::owed)
        .description("Leases whose newest state the partner has yet to ack")
        .register(registry);
    gauge("outrigger.relationship.unacked", RelationshipMetrics::unacked)
        .description("Binding updates sent and not yet answered")
        .register(registry);
    gauge("outrigger.relationship.owed.oldest.seconds", RelationshipMetrics::oldestOwedAgeSeconds)
        .description("Age of the oldest of what is owed; 0 if nothing is")
        .register(registry);
    gauge("outrigger.relationship.skew.seconds", RelationshipMetrics::skewSeconds)
        .description("The partner's clock minus this server's; NaN if not known")
        .register(registry);
    counter("outrigger.relationship.reconnects", RelationshipMetrics::reconnects)
        .description("Connections established but for the first")
        .register(registry);
    updates();
  }

  private void updates() {
    counter("outrigger.relationship.updates.sent", RelationshipMetrics::updatesSent)
        .description("Binding updates sent to the partner")
        .register(registry);
    answered("accepted", RelationshipMetrics::updatesAcked);
    answered("rejected", RelationshipMetrics::updatesRejectedByPartner);
    counter("outrigger.relationship.updates.received", RelationshipMetrics::updatesReceived)
        .description("Binding updates received from the partner")
        .register(registry);
    decided("accepted", RelationshipMetrics::updatesAccepted);
    decided("rejected", RelationshipMetrics::updatesRejected);
  }

  private void answered(String result, ToDoubleFunction<RelationshipMetrics> value) {
    counter("outrigger.relationship.updates.answered", value)
        .description("Our binding updates by the partner's answer")
        .tag("result", result)
        .register(registry);
  }

  private void decided(String result, ToDoubleFunction<RelationshipMetrics> value) {
    counter("outrigger.relationship.updates.decided", value)
        .description("The partner's binding updates by our answer")
        .tag("result", result)
        .register(registry);
  }

  private Gauge.Builder<RelationshipMetrics> gauge(
      String name, ToDoubleFunction<RelationshipMetrics> value) {
    return Gauge.builder(name, relationship, value)
        .tag(TAG, relationship.name())
        .strongReference(true);
  }

  private FunctionCounter.Builder<RelationshipMetrics> counter(
      String name, ToDoubleFunction<RelationshipMetrics> value) {
    return FunctionCounter.builder(name, relationship, value).tag(TAG, relationship.name());
  }
}
