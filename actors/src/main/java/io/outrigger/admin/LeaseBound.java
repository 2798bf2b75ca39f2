package io.outrigger.admin;

import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.lease.LeadTime;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client would get of a lease now, and what decides that (RFC 8156 §4.4).
 *
 * @param seconds the most that may be given; null if nothing bounds it
 * @param decidedBy as in {@link Explanation#decidedBy}
 * @param grantSeconds the valid lifetime to give
 */
record LeaseBound(@Nullable Long seconds, String decidedBy, long grantSeconds) {

  static LeaseBound of(@Nullable Lease lease, PoolFacts pool, Instant now) {
    long desired = pool.lifetimes().validSeconds();
    PoolFacts.Shared shared = pool.shared().orElse(null);
    if (shared == null) {
      return new LeaseBound(null, "no relationship", desired);
    }
    ServicePolicy policy = shared.policy();
    if (!policy.mcltBound()) {
      return new LeaseBound(null, "no bound in " + policy.state().rfcName(), desired);
    }
    long acked = lease == null ? 0 : lease.ackedPartnerLifetimeEpochSecond();
    if (policy.answersClients()
        && !policy.givesNewLeases()
        && acked <= LeaseTransitions.ceilingSecond(now)) { // §8.7.1, as PoolRules has it
      return new LeaseBound(0L, "no ack that lasts in " + policy.state().rfcName(), 0);
    }
    long bound = LeadTime.boundSeconds(acked, shared.mcltSeconds(), now.getEpochSecond());
    String decidedBy =
        desired <= bound
            ? "desired lifetime"
            : bound > shared.mcltSeconds() ? "acked partner lifetime + MCLT" : "MCLT";
    return new LeaseBound(bound, decidedBy, Math.min(desired, bound));
  }
}
