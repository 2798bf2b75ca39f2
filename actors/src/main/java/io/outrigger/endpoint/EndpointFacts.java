package io.outrigger.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an endpoint must never forget (RFC 8156 §8.2).
 *
 * @param state the current state; while in STARTUP the one that it leads back to (PREVIOUS-STATE of
 *     §8.3.2), so never STARTUP
 * @param since start of that state
 * @param previous the state before; empty if there was none
 * @param partner the partner's last STATE, with the start of its state; empty until one came
 * @param lastHeard when the partner's most recent message came, as of the last time these facts
 *     were stored
 * @param lastOperation the last stored time at which this server may have answered a client: it is
 *     stored every {@link #LAST_ALIVE_INTERVAL} while it may, and stands still while it may not
 * @param timeOfFailure TIME-OF-FAILURE of the last start: no client had an answer between it and
 *     that start
 * @param communicated whether a partner was ever heard (flag C)
 * @param history whether the storage is complete
 * @param partnerUnbound in PARTNER-DOWN, whether the partner may have done so what this server
 *     never heard of: its leases, unlike those of any other state, may last longer than MCLT
 *     (§8.4.1)
 */
public record EndpointFacts(
    FailoverState state,
    Instant since,
    Optional<FailoverState> previous,
    Optional<StateReport> partner,
    Optional<Instant> lastHeard,
    Optional<Instant> lastOperation,
    Instant timeOfFailure,
    boolean communicated,
    History history,
    boolean partnerUnbound) {

  /** By how much {@link #lastOperation} may be behind. */
  public static final Duration LAST_ALIVE_INTERVAL = Duration.ofSeconds(10);

  /**
   * @throws IllegalArgumentException if the state is STARTUP
   */
  public EndpointFacts {
    if (state == FailoverState.STARTUP) {
      throw new IllegalArgumentException("STARTUP is never stored");
    }
  }

  /** Nothing in stable storage: PREVIOUS-STATE is RECOVER for both roles (§8.3.2 step 1). */
  static EndpointFacts none(Instant now) {
    return new EndpointFacts(
        FailoverState.RECOVER,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        false,
        History.UNKNOWN,
        false);
  }

  /**
   * TIME-OF-FAILURE at this start: after the last stored operation by as much as that may be
   * behind. If this server never operated, what an earlier start found stands.
   */
  EndpointFacts started() {
    return new EndpointFacts(
        state,
        since,
        previous,
        partner,
        lastHeard,
        lastOperation,
        lastOperation.map(at -> at.plus(LAST_ALIVE_INTERVAL)).orElse(timeOfFailure),
        communicated,
        history,
        partnerUnbound);
  }

  /** A state that goes on keeps its start, so that PARTNER-DOWN survives a restart as it was. */
  EndpointFacts inState(FailoverState next, Instant now) {
    if (next == state) {
      return this;
    }
    return new EndpointFacts(
        next,
        now,
        Optional.of(state),
        partner,
        lastHeard,
        lastOperation,
        timeOfFailure,
        communicated,
        history,
        mayBeUnbound());
  }

  /** Whether it is so if PARTNER-DOWN begins now; where conflicts are resolved not all is known. */
  private boolean mayBeUnbound() {
    return switch (state) {
      case POTENTIAL_CONFLICT, RESOLUTION_INTERRUPTED -> true;
      default -> toldPartnerDown();
    };
  }

  /** Whether the partner was in PARTNER-DOWN when it was heard last. */
  public boolean toldPartnerDown() {
    return partner.filter(told -> told.state() == FailoverState.PARTNER_DOWN).isPresent();
  }

  /** What {@link #partnerUnbound} is, or would be, in PARTNER-DOWN. */
  boolean unboundInPartnerDown() {
    return state == FailoverState.PARTNER_DOWN ? partnerUnbound : mayBeUnbound();
  }

  /** The partner's word, which also settles what an empty storage meant. */
  EndpointFacts heard(StateReport report) {
    History known = history;
    if (history == History.UNKNOWN) {
      known =
          report.communicated()
              ? History.LOST
              : lastOperation.isPresent() ? History.KEPT : History.FRESH;
    }
    return new EndpointFacts(
        state,
        since,
        previous,
        Optional.of(report),
        lastHeard,
        lastOperation,
        timeOfFailure,
        true,
        known,
        partnerUnbound);
  }

  EndpointFacts withHistory(History known) {
    return new EndpointFacts(
        state,
        since,
        previous,
        partner,
        lastHeard,
        lastOperation,
        timeOfFailure,
        communicated,
        known,
        partnerUnbound);
  }

  /** As they are written: with the times that change too often to be written each time. */
  EndpointFacts asStored(Optional<Instant> heard, Optional<Instant> operated) {
    return new EndpointFacts(
        state,
        since,
        previous,
        partner,
        heard,
        operated.or(() -> lastOperation),
        timeOfFailure,
        communicated,
        history,
        partnerUnbound);
  }
}
