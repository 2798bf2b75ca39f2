package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the state of an endpoint means to those who serve clients (RFC 8156 §8.1): the client side
 * asks whom to answer, the allocators what to give and for how long.
 *
 * @param state why it is so
 * @param responsiveness whom to answer
 * @param pool what new leases come from; {@link PoolRule#NONE}: none, only what the client has
 * @param mcltBound a valid lifetime ends at most MCLT after the later of now and the acked
 *     partner-lifetime (§4.4)
 * @param partnerDownSince start of PARTNER-DOWN, from which the waits before a lease may go to
 *     another client count (§8.4.1); empty in every other state
 * @param partnerPoolFrom when the partner's available prefixes may be used; empty: never
 * @param bothNormal whether the partner has said that it is in NORMAL too: only then does it tell
 *     all that it does
 * @param partnerUnbound whether the partner may have given leases without the bound of MCLT that
 *     this server does not know, see {@link #forLeasesOf}; of PARTNER-DOWN, or if it began now
 */
public record ServicePolicy(
    FailoverState state,
    Responsiveness responsiveness,
    PoolRule pool,
    boolean mcltBound,
    Optional<Instant> partnerDownSince,
    Optional<Instant> partnerPoolFrom,
    boolean bothNormal,
    boolean partnerUnbound) {

  /**
   * The rule of a state and a role, in NORMAL with a partner that is there too.
   *
   * @param since start of the state
   * @param mclt the one in use with this partner
   */
  public static ServicePolicy of(
      FailoverState state, FailoverRole role, Instant since, Duration mclt) {
    return switch (state) {
      // §8.3.1, §8.5.1, §8.6.1, §8.10.1
      case STARTUP, RECOVER, RECOVER_WAIT, POTENTIAL_CONFLICT ->
          bound(state, Responsiveness.UNRESPONSIVE, PoolRule.NONE);
      // §8.4.1
      case PARTNER_DOWN ->
          new ServicePolicy(
              state,
              Responsiveness.RESPONSIVE,
              PoolRule.OWN_THEN_PARTNERS,
              false,
              Optional.of(since),
              Optional.of(since.plus(mclt)),
              false,
              false);
      // §8.7.1: only a lease that appears in a RENEW, and only if there is a record of it
      case RECOVER_DONE -> bound(state, Responsiveness.RENEW_RESPONSIVE, PoolRule.NONE);
      // §8.8.1
      case NORMAL ->
          bound(
              state,
              role == FailoverRole.PRIMARY
                  ? Responsiveness.RESPONSIVE
                  : Responsiveness.RENEW_RESPONSIVE,
              PoolRule.OWN);
      // §8.9.1, §8.11.1, §8.12.1
      case COMMUNICATIONS_INTERRUPTED, RESOLUTION_INTERRUPTED, CONFLICT_DONE ->
          bound(state, Responsiveness.RESPONSIVE, PoolRule.OWN);
    };
  }

  private static ServicePolicy bound(FailoverState state, Responsiveness whom, PoolRule pool) {
    boolean normal = state == FailoverState.NORMAL;
    return new ServicePolicy(
        state, whom, pool, true, Optional.empty(), Optional.empty(), normal, false);
  }

  /** The same with a partner that is as these facts say. */
  ServicePolicy with(EndpointFacts facts) {
    boolean there =
        facts
            .partner()
            .filter(told -> told.state() == FailoverState.NORMAL && !told.startup())
            .isPresent();
    return with(
        partnerDownSince, partnerPoolFrom, bothNormal && there, facts.unboundInPartnerDown());
  }

  /** The same of PARTNER-DOWN, with what was known of the partner when it began. */
  public ServicePolicy withPartnerUnbound(boolean unbound) {
    return with(partnerDownSince, partnerPoolFrom, bothNormal, unbound);
  }

  /**
   * The same for a pool with leases of that length. MCLT from the start of PARTNER-DOWN is long
   * enough for what a partner gave that kept to MCLT; one that was in PARTNER-DOWN itself gave
   * whole lifetimes, so that the waits count from so much later.
   *
   * @param valid what clients get if nothing bounds it
   * @param mclt the one in use with this partner
   */
  public ServicePolicy forLeasesOf(Duration valid, Duration mclt) {
    Duration longer = valid.minus(mclt);
    if (!partnerUnbound || !longer.isPositive()) {
      return this;
    }
    return with(
        partnerDownSince.map(since -> since.plus(longer)),
        partnerPoolFrom.map(from -> from.plus(longer)),
        bothNormal,
        true);
  }

  private ServicePolicy with(
      Optional<Instant> downSince, Optional<Instant> poolFrom, boolean both, boolean unbound) {
    return new ServicePolicy(
        state, responsiveness, pool, mcltBound, downSince, poolFrom, both, unbound);
  }

  /** Whether a client that has no lease may get one. */
  public boolean givesNewLeases() {
    return pool != PoolRule.NONE;
  }

  /** Whether any client may get an answer. */
  public boolean answersClients() {
    return responsiveness != Responsiveness.UNRESPONSIVE;
  }

  /** Whether a message without this server's own DUID gets no answer. */
  public boolean answersOwnServerIdOnly() {
    return responsiveness == Responsiveness.RENEW_RESPONSIVE;
  }
}
