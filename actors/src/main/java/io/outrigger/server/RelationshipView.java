package io.outrigger.server;

import io.outrigger.admin.RelationshipMetrics;
import io.outrigger.admin.RelationshipStatus;
import io.outrigger.agreement.Agreement;
import io.outrigger.config.FailoverRole;
import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.StateReport;
import io.outrigger.endpoint.Waiting;
import io.outrigger.lease.Lease;
import io.outrigger.partner.LinkParameters;
import io.outrigger.pool.PoolStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A relationship of a running server, for the admin HTTP and its metrics. */
final class RelationshipView implements RelationshipMetrics {
  private final RelationshipHandle handle;
  private final List<PoolHandle> pools;
  private final InstantSource clock;

  /**
   * @param pools all of the server
   */
  RelationshipView(RelationshipHandle handle, List<PoolHandle> pools, InstantSource clock) {
    this.handle = handle;
    this.clock = clock;
    this.pools =
        pools.stream()
            .filter(pool -> pool.relationship().filter(handle::equals).isPresent())
            .toList();
  }

  RelationshipHandle handle() {
    return handle;
  }

  List<PoolHandle> pools() {
    return pools;
  }

  RelationshipStatus status() {
    Optional<EndpointState> state = handle.standing().map(RelationshipHandle.Standing::state);
    Optional<EndpointFacts> facts = state.map(EndpointState::facts);
    Optional<StateReport> partner = facts.flatMap(EndpointFacts::partner);
    Optional<Waiting> waiting = state.map(EndpointState::waiting);
    Optional<LinkParameters> link = handle.link();
    Agreement agreement = handle.agreement();
    double age = oldestOwedAgeSeconds();
    return new RelationshipStatus(
        handle.name(),
        handle.role() == FailoverRole.PRIMARY ? "primary" : "secondary",
        state().rfcName(),
        time(state.map(EndpointState::since).orElse(clock.instant())),
        facts.flatMap(EndpointFacts::previous).map(FailoverState::rfcName).orElse(null),
        partner.map(report -> report.state().rfcName()).orElse(null),
        communicationsOk() ? "ok" : "interrupted",
        waiting.map(Waiting::what).filter(what -> !what.isEmpty()).orElse(null),
        unacked(),
        owed(),
        handle.skewMillis().orElse(null),
        handle.mclt().toSeconds(),
        link.map(LinkParameters::tls).orElse(false),
        waiting.flatMap(Waiting::until).map(RelationshipView::time).orElse(null),
        owed() == 0 ? null : (long) age,
        sum(PoolStats.Backlog::refused),
        link.map(LinkParameters::peer).orElse(null),
        partner.map(StateReport::startup).orElse(false),
        link.map(LinkParameters::partnerMaxUnackedBndupd).orElse(null),
        agreement.word(),
        agreement instanceof Agreement.Differs differs ? List.copyOf(differs.pools()) : List.of(),
        handle.alarms(),
        lastError());
  }

  private @Nullable String lastError() {
    return handle.link().isPresent() ? null : handle.lastError().orElse(null);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private interface Figure {
    long of(PoolStats.Backlog backlog);
  }

  private long sum(Figure figure) {
    return pools.stream()
        .flatMap(pool -> pool.stats().stream())
        .mapToLong(stats -> figure.of(stats.backlog()))
        .sum();
  }

  @Override
  public String name() {
    return handle.name();
  }

  /** Before the journal of the endpoint is read it is starting. */
  @Override
  public FailoverState state() {
    return handle.state().orElse(FailoverState.STARTUP);
  }

  @Override
  public double secondsInState() {
    return handle
        .standing()
        .map(standing -> seconds(standing.state().since()))
        .map(seconds -> Math.max(0, seconds))
        .orElse(0.0);
  }

  private double seconds(Instant since) {
    return Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }

  @Override
  public boolean communicationsOk() {
    return handle.standing().map(standing -> standing.state().communicationsOk()).orElse(false);
  }

  @Override
  public long owed() {
    return sum(PoolStats.Backlog::owed);
  }

  @Override
  public long unacked() {
    return sum(PoolStats.Backlog::unacked);
  }

  @Override
  public double oldestOwedAgeSeconds() {
    long oldest =
        pools.stream()
            .flatMap(pool -> pool.stats().stream())
            .mapToLong(stats -> stats.backlog().oldestEpochSecond())
            .min()
            .orElse(Lease.INFINITE);
    return oldest == Lease.INFINITE ? 0 : Math.max(0, seconds(Instant.ofEpochSecond(oldest)));
  }

  @Override
  public double skewSeconds() {
    return handle.skewMillis().map(millis -> millis / 1000.0).orElse(Double.NaN);
  }

  @Override
  public long reconnects() {
    return Math.max(0, handle.connections() - 1);
  }

  @Override
  public long updatesSent() {
    return handle.counters().sent();
  }

  @Override
  public long updatesAcked() {
    return handle.counters().acked();
  }

  @Override
  public long updatesRejectedByPartner() {
    return handle.counters().rejectedByPartner();
  }

  @Override
  public long updatesReceived() {
    return handle.counters().received();
  }

  @Override
  public long updatesAccepted() {
    return handle.counters().accepted();
  }

  @Override
  public long updatesRejected() {
    return handle.counters().rejected();
  }
}
