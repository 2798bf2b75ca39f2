package io.outrigger.endpoint;

import static io.outrigger.endpoint.FailoverState.*;

import io.outrigger.config.FailoverRole;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an endpoint knows.
 *
 * @param inStartup whether it is in STARTUP; the facts then hold PREVIOUS-STATE
 * @param startedAt when this run began
 * @param facts what is in stable storage, but for the times in it, which may be older there
 * @param lastHeard when the partner's most recent message came; empty if there never was one
 * @param updateRequest ours that is not answered yet
 * @param requestsSent number of the last {@link UpdateRequest} of this run
 * @param timers those that run, and until when
 */
public record EndpointState(
    FailoverRole role,
    boolean inStartup,
    Instant startedAt,
    EndpointFacts facts,
    Communications communications,
    Optional<Instant> lastHeard,
    Optional<UpdateRequest> updateRequest,
    int requestsSent,
    Map<EndpointTimer, Instant> timers) {

  private static final Set<FailoverState> ASKING = Set.of(RECOVER, POTENTIAL_CONFLICT, NORMAL);

  public EndpointState {
    timers = Map.copyOf(timers);
  }

  static EndpointState starting(FailoverRole role, EndpointFacts facts, Instant now) {
    return new EndpointState(
        role,
        true,
        now,
        facts.started(),
        Communications.DOWN,
        facts.lastHeard(),
        Optional.empty(),
        0,
        Map.of());
  }

  /** The current state. */
  public FailoverState state() {
    return inStartup ? STARTUP : facts.state();
  }

  /** When it began. */
  public Instant since() {
    return inStartup ? startedAt : facts.since();
  }

  public boolean communicationsOk() {
    return communications == Communications.OK;
  }

  /** How to serve clients in this state. */
  public ServicePolicy policy(Duration mclt) {
    return ServicePolicy.of(state(), role, since(), mclt).with(facts);
  }

  /** What the endpoint waits for, and until when. */
  public Waiting waiting() {
    return Waiting.of(this);
  }

  /** The STATE that tells the partner of this (RFC 8156 §6.3, §8.3.1). */
  public StateReport report() {
    return new StateReport(
        facts.state(),
        facts.since(),
        inStartup,
        facts.communicated(),
        facts.partner().map(StateReport::startup).orElse(false),
        facts.state() == PARTNER_DOWN ? Optional.of(facts.since()) : Optional.empty());
  }

  /** Whether an endpoint can be like this between two events; another one is an error of ours. */
  public boolean isPossible() {
    boolean ok = communicationsOk();
    if ((ok && facts.partner().isEmpty()) || (updateRequest.isPresent() && !ok)) {
      return false;
    }
    if (updateRequest.isPresent() && !ASKING.contains(state())) {
      return false;
    }
    if (!timersFit()) {
      return false;
    }
    return switch (state()) {
      case STARTUP -> !ok && startsIn(facts.state());
      case RESOLUTION_INTERRUPTED -> !ok;
      case NORMAL, POTENTIAL_CONFLICT -> ok;
      case CONFLICT_DONE -> role == FailoverRole.PRIMARY;
      default -> true;
    };
  }

  /** Whether STARTUP may lead back there (RFC 8156 §8.3.2 step 2). */
  private boolean startsIn(FailoverState previous) {
    return switch (previous) {
      case STARTUP, NORMAL, POTENTIAL_CONFLICT -> false;
      case CONFLICT_DONE -> role == FailoverRole.PRIMARY;
      default -> true;
    };
  }

  private boolean timersFit() {
    boolean autoPartnerDown = timers.containsKey(EndpointTimer.AUTO_PARTNER_DOWN);
    return timers.containsKey(EndpointTimer.LAST_ALIVE)
        && timers.containsKey(EndpointTimer.STARTUP) == inStartup
        && timers.containsKey(EndpointTimer.RECOVER_WAIT) == (state() == RECOVER_WAIT)
        && (!autoPartnerDown || state() == COMMUNICATIONS_INTERRUPTED);
  }

  EndpointState withFacts(EndpointFacts changed) {
    return new EndpointState(
        role,
        inStartup,
        startedAt,
        changed,
        communications,
        lastHeard,
        updateRequest,
        requestsSent,
        timers);
  }

  EndpointState withCommunications(Communications changed) {
    return new EndpointState(
        role,
        inStartup,
        startedAt,
        facts,
        changed,
        lastHeard,
        changed == Communications.OK ? updateRequest : Optional.empty(),
        requestsSent,
        timers);
  }

  EndpointState heardAt(Instant now) {
    return new EndpointState(
        role,
        inStartup,
        startedAt,
        facts,
        communications,
        Optional.of(now),
        updateRequest,
        requestsSent,
        timers);
  }

  EndpointState asking(boolean all) {
    int number = requestsSent + 1;
    return new EndpointState(
        role,
        inStartup,
        startedAt,
        facts,
        communications,
        lastHeard,
        Optional.of(new UpdateRequest(number, all)),
        number,
        timers);
  }

  /** With the answer to the request, which completes a storage if it was for everything. */
  EndpointState answered() {
    boolean complete = updateRequest.map(UpdateRequest::all).orElse(false);
    return new EndpointState(
        role,
        inStartup,
        startedAt,
        complete && facts.history() == History.LOST ? facts.withHistory(History.KEPT) : facts,
        communications,
        lastHeard,
        Optional.empty(),
        requestsSent,
        timers);
  }

  /** In another state, to which neither timer nor request of the old one belongs. */
  EndpointState entered(FailoverState next, Instant now) {
    EndpointFacts changed = facts.inState(next, now);
    boolean operates = ServicePolicy.of(next, role, now, Duration.ZERO).answersClients();
    Map<EndpointTimer, Instant> kept = new EnumMap<>(EndpointTimer.class);
    kept.putAll(timers);
    kept.keySet().retainAll(Set.of(EndpointTimer.LAST_ALIVE));
    return new EndpointState(
        role,
        false,
        startedAt,
        // from the first answer to a client on, there is something to remember
        operates && facts.history() == History.FRESH ? changed.withHistory(History.KEPT) : changed,
        communications,
        lastHeard,
        Optional.empty(),
        requestsSent,
        kept);
  }

  EndpointState withTimer(EndpointTimer timer, Instant at) {
    Map<EndpointTimer, Instant> changed = new EnumMap<>(EndpointTimer.class);
    changed.putAll(timers);
    changed.put(timer, at);
    return new EndpointState(
        role,
        inStartup,
        startedAt,
        facts,
        communications,
        lastHeard,
        updateRequest,
        requestsSent,
        changed);
  }
}
