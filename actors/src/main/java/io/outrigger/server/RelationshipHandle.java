package io.outrigger.server;

import io.outrigger.agreement.Agreement;
import io.outrigger.agreement.AgreementCheck;
import io.outrigger.config.AgreementDigest;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.endpoint.Alarm;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.partner.LinkParameters;
import io.outrigger.relationship.EndpointCommand;
import io.outrigger.relationship.ExchangeCounters;
import io.outrigger.relationship.RelationshipObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relationship of a running server: its endpoint's address and what it last said. Thread-safe.
 */
public final class RelationshipHandle implements RelationshipObserver {
  private static final Logger LOG = LoggerFactory.getLogger(RelationshipHandle.class);

  /**
   * What is known of the endpoint.
   *
   * @param mclt the one in use
   */
  public record Standing(EndpointState state, Duration mclt) {}

  private final ExchangeCounters counters = new ExchangeCounters();
  private volatile RelationshipConfig config;
  private volatile @Nullable ActorRef<EndpointCommand> endpoint;
  private volatile @Nullable ServicePolicy policy;
  private volatile @Nullable Standing standing;
  private volatile Optional<LinkParameters> link = Optional.empty();
  private volatile @Nullable String lastError;
  private final AtomicLong connections = new AtomicLong();
  private volatile Agreement agreement = new Agreement.Unknown("no partner was heard yet");
  private volatile @Nullable Long skewMillis;
  private volatile @Nullable AgreementDigest digest;
  private volatile Set<Alarm> alarms = Set.of();

  RelationshipHandle(RelationshipConfig config) {
    this.config = config;
  }

  /** One for each relationship, by name, in the order of the configuration. */
  static Map<String, RelationshipHandle> of(OutriggerConfig config) {
    Map<String, RelationshipHandle> handles = new LinkedHashMap<>();
    for (RelationshipConfig relationship : config.failover().relationships()) {
      RelationshipHandle handle = new RelationshipHandle(relationship);
      handle.use(relationship, AgreementDigest.of(config, relationship));
      handles.put(relationship.name(), handle);
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

  /**
   * @param changed the same relationship as configured now
   * @param ours what the partner must have alike
   */
  void use(RelationshipConfig changed, AgreementDigest ours) {
    config = changed;
    digest = ours;
    link.ifPresent(this::compare);
  }

  private void compare(LinkParameters settled) {
    AgreementDigest ours = digest;
    Agreement before = agreement;
    if (ours == null) {
      return;
    }
    Agreement now = AgreementCheck.compare(ours, settled.partnerAdditions());
    agreement = now;
    if (now instanceof Agreement.Differs differs && !now.equals(before)) {
      EventLine.of(EventId.CONFIGURATION_DIFFERS)
          .with("relationship", name())
          .with("partner", settled.peer())
          .with("pools", String.join(",", differs.pools()))
          .with("reason", now.reason())
          .to(LOG);
    } else if (now instanceof Agreement.Agrees && before instanceof Agreement.Differs) {
      EventLine.of(EventId.CONFIGURATION_AGREES)
          .with("relationship", name())
          .with("partner", settled.peer())
          .to(LOG);
    }
  }

  /** Whether the partner has alike what it must, as of the last connection. */
  Agreement agreement() {
    return agreement;
  }

  /** Whether a resource may be the partner's that no pool here has, as of the last connection. */
  boolean partnerHasOtherPools() {
    return agreement instanceof Agreement.Differs differs && differs.inPools();
  }

  /** The partner's clock minus ours; empty if not known. */
  Optional<Long> skewMillis() {
    return Optional.ofNullable(skewMillis);
  }

  /** What should be looked after and has not ended, a line each. */
  List<String> alarms() {
    List<String> lines = new ArrayList<>();
    for (Alarm alarm : alarms) {
      lines.add(
          switch (alarm) {
            case COMMUNICATIONS_INTERRUPTED -> "the partner is out of reach";
            case RESOLUTION_INTERRUPTED ->
                "the partner went away while conflicts were being resolved";
            case STORAGE_LOST -> "this server's stable storage was lost and is being restored";
          });
    }
    if (agreement instanceof Agreement.Differs) {
      lines.add("the configurations differ: " + agreement.reason());
    }
    return lines;
  }

  ExchangeCounters counters() {
    return counters;
  }

  /** Empty while it is not running. */
  public Optional<ActorRef<EndpointCommand>> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  void started(ActorRef<EndpointCommand> actor) {
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

  /** How clients are served now; without an endpoint as in STARTUP: nobody is. */
  ServicePolicy policy(Instant now) {
    ServicePolicy current = policy;
    return current == null ? ServicePolicy.of(FailoverState.STARTUP, role(), now, mclt()) : current;
  }

  /** The MCLT in use; the configured one until the endpoint has read its journal. */
  Duration mclt() {
    return standing().map(Standing::mclt).orElseGet(config::mclt);
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

  /**
   * Whether the partner has been heard so lately that it cannot have given this server up. It may
   * once it has heard nothing for its keepalive time, which can be shorter than ours; it heard us
   * at most a quarter of that before it was cut off (RFC 8156 §6.5), so half of it is safe. That it
   * was heard is said once a second.
   */
  boolean hearsPartner(Instant now) {
    Optional<Duration> safe = link.map(each -> each.partnerKeepalive().dividedBy(2).plusSeconds(1));
    return standing()
        .flatMap(each -> each.state().lastHeard())
        .map(heard -> Duration.between(heard, now).abs())
        .filter(silence -> safe.isPresent() && silence.compareTo(safe.get()) <= 0)
        .isPresent();
  }

  /** Why the last connection ended or could not be made; empty once there is one. */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Connections established since the start. */
  long connections() {
    return connections.get();
  }

  @Override
  public void serves(ServicePolicy changed) {
    policy = changed;
  }

  @Override
  public void stepped(EndpointState state, Duration mclt) {
    standing = new Standing(state, mclt);
    if (!alarms.isEmpty()) {
      Set<Alarm> lasting = EnumSet.copyOf(alarms);
      lasting.removeIf(alarm -> isOver(alarm, state));
      alarms = Set.copyOf(lasting);
    }
  }

  @Override
  public void linked(Optional<LinkParameters> parameters) {
    link = parameters;
    if (parameters.isPresent()) {
      connections.incrementAndGet();
      lastError = null;
      compare(parameters.get());
    }
  }

  @Override
  public void unlinked(String reason) {
    lastError = reason;
  }

  @Override
  public void alarmed(Alarm alarm) {
    Set<Alarm> more = EnumSet.of(alarm);
    more.addAll(alarms);
    alarms = Set.copyOf(more);
  }

  private static boolean isOver(Alarm alarm, EndpointState state) {
    return switch (alarm) {
      case COMMUNICATIONS_INTERRUPTED ->
          state.communicationsOk() || state.state() == FailoverState.PARTNER_DOWN;
      case RESOLUTION_INTERRUPTED -> state.state() != FailoverState.RESOLUTION_INTERRUPTED;
      case STORAGE_LOST -> state.state() == FailoverState.NORMAL;
    };
  }

  @Override
  public void skewed(long millis) {
    skewMillis = millis;
  }
}
