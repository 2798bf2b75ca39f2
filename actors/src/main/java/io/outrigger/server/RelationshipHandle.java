package io.outrigger.server;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.endpoint.Alarm;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.partner.LinkParameters;
import io.outrigger.relationship.ExchangeCounters;
import io.outrigger.relationship.FailoverEndpoint;
import io.outrigger.relationship.RelationshipObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One relationship of a running server: its endpoint's address and what it last said. Thread-safe.
 */
public final class RelationshipHandle implements RelationshipObserver {

  /**
   * What is known of the endpoint.
   *
   * @param mclt the one in use
   */
  public record Standing(EndpointState state, Duration mclt) {}

  private final ExchangeCounters counters = new ExchangeCounters();
  private volatile RelationshipConfig config;
  private volatile @Nullable ActorRef<FailoverEndpoint.Command> endpoint;
  private volatile @Nullable ServicePolicy policy;
  private volatile @Nullable Standing standing;
  private volatile Optional<LinkParameters> link = Optional.empty();
  private volatile @Nullable String lastError;
  private volatile long connections;

  RelationshipHandle(RelationshipConfig config) {
    this.config = config;
  }

  /** One for each relationship, by name, in the order of the configuration. */
  static Map<String, RelationshipHandle> of(OutriggerConfig config) {
    Map<String, RelationshipHandle> handles = new LinkedHashMap<>();
    for (RelationshipConfig relationship : config.failover().relationships()) {
      handles.put(relationship.name(), new RelationshipHandle(relationship));
    }
    return handles;
  }

  public String name() {
    return config.name();
  }

  public FailoverRole role() {
    return config.role();
  }

  public RelationshipConfig config() {
    return config;
  }

  void use(RelationshipConfig changed) {
    config = changed;
  }

  ExchangeCounters counters() {
    return counters;
  }

  Optional<ActorRef<FailoverEndpoint.Command>> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  void started(ActorRef<FailoverEndpoint.Command> actor) {
    endpoint = actor;
  }

  /** The endpoint has ended: nobody is served until there is another. */
  void ended() {
    endpoint = null;
    policy = null;
    standing = null;
    link = Optional.empty();
  }

  /** Which clients may be answered now. */
  Responsiveness responsiveness() {
    ServicePolicy current = policy;
    return current == null ? Responsiveness.UNRESPONSIVE : current.responsiveness();
  }

  /** Empty until the endpoint has read its journal. */
  public Optional<Standing> standing() {
    return Optional.ofNullable(standing);
  }

  public Optional<FailoverState> state() {
    return standing().map(each -> each.state().state());
  }

  /** What was settled with the partner; empty if there is no connection. */
  public Optional<LinkParameters> link() {
    return link;
  }

  /** Why the last connection ended or could not be made; empty once there is one. */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Connections established since the start. */
  long connections() {
    return connections;
  }

  @Override
  public void serves(ServicePolicy changed) {
    policy = changed;
  }

  @Override
  public void stepped(EndpointState state, Duration mclt) {
    standing = new Standing(state, mclt);
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  public void linked(Optional<LinkParameters> parameters) {
    link = parameters;
    if (parameters.isPresent()) {
      connections++;
      lastError = null;
    }
  }

  @Override
  public void unlinked(String reason) {
    lastError = reason;
  }

  @Override
  public void alarmed(Alarm alarm) {}
}
