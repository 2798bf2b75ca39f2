package io.outrigger.admin;

import static io.outrigger.lease.BindingStatus.ABANDONED;
import static io.outrigger.lease.BindingStatus.ACTIVE;
import static io.outrigger.lease.BindingStatus.FREE;
import static io.outrigger.lease.BindingStatus.FREE_BACKUP;

import io.outrigger.config.Allocation;
import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.Reallocation;
import io.outrigger.pool.Half;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a resource may go to another client, and who may give it (RFC 8156 §4.2.2.1, §8.4.1).
 *
 * @param mayAllocate as in {@link Explanation#mayAllocate}
 * @param from empty: not known, or never
 * @param after in words
 */
record NextClient(String mayAllocate, Optional<Instant> from, String after) {
  private static final String THIS = "this server";
  private static final String PARTNER = "partner";
  private static final String NOBODY = "nobody";

  static NextClient of(Ipv6Prefix resource, @Nullable Lease lease, PoolFacts pool, Instant now) {
    if (pool.reserved()) {
      return new NextClient(NOBODY, Optional.empty(), "never: it is reserved for one client");
    }
    return pool.shared()
        .map(shared -> shared(resource, lease, pool, shared, now))
        .orElseGet(() -> alone(lease, pool, now));
  }

  /** Whose a free resource is; that of an independent pool its last bit says. */
  static FailoverRole side(Ipv6Prefix resource, @Nullable Lease lease, Allocation allocation) {
    BindingStatus status = lease == null ? null : lease.status();
    if (status == FREE || status == FREE_BACKUP) {
      return status == FREE ? FailoverRole.PRIMARY : FailoverRole.SECONDARY;
    }
    return allocation == Allocation.INDEPENDENT && Half.of(resource) == Half.SECONDARY
        ? FailoverRole.SECONDARY
        : FailoverRole.PRIMARY;
  }

  private static NextClient alone(@Nullable Lease lease, PoolFacts pool, Instant now) {
    if (lease != null && lease.status() == ACTIVE) {
      return lease.expiresEpochSecond() == Lease.INFINITE
          ? new NextClient(
              THIS, Optional.empty(), "after its client gives it back: its lifetime never ends")
          : new NextClient(
              THIS,
              Optional.of(second(lease.expiresEpochSecond() + LeaseTransitions.GRACE_SECONDS)),
              "after its lifetime has ended");
    }
    if (lease != null && lease.status() == ABANDONED) {
      return new NextClient(
          THIS,
          Optional.of(holdEnd(lease, pool)),
          "after its time as a declined address has ended, or an operator has reset it");
    }
    return new NextClient(THIS, Optional.of(now), "now: nobody has it");
  }

  private static NextClient shared(
      Ipv6Prefix resource,
      @Nullable Lease lease,
      PoolFacts pool,
      PoolFacts.Shared shared,
      Instant now) {
    FailoverRole side = side(resource, lease, shared.allocation());
    if (lease == null || lease.status() == FREE || lease.status() == FREE_BACKUP) {
      return side == shared.role() ? ownFree(lease, shared, now) : partnersFree(shared, now);
    }
    if (lease.status() == ABANDONED) {
      return new NextClient(
          NOBODY,
          Optional.empty(),
          "after its time as a declined address has ended at "
              + holdEnd(lease, pool)
              + " or an operator has reset it, and the partner has acked RESET");
    }
    return shared
        .policy()
        .partnerDownSince()
        .map(since -> inPartnerDown(lease, side, shared, since, now))
        .orElseGet(() -> afterAck(lease, side, shared));
  }

  private static NextClient ownFree(@Nullable Lease lease, PoolFacts.Shared shared, Instant now) {
    ServicePolicy policy = shared.policy();
    boolean proportional = shared.allocation() == Allocation.PROPORTIONAL;
    if (lease != null && lease.owed() && !(proportional && lease.status() == FREE_BACKUP)) {
      Optional<Instant> partnerDown = policy.partnerDownSince();
      if (partnerDown.isEmpty()) {
        return new NextClient(
            NOBODY,
            Optional.empty(),
            "after the partner has acked that it is free; then it is this server's");
      }
      // Taken back, and perhaps given away by the partner before it heard of that.
      if (proportional && lease.sinceEpochSecond() < partnerDown.get().getEpochSecond()) {
        return partnersFree(shared, now);
      }
    }
    return policy.givesNewLeases()
        ? new NextClient(THIS, Optional.of(now), "now: it is free, and this server's")
        : new NextClient(
            THIS,
            Optional.empty(),
            "once this server gives new leases, which it does not in " + policy.state().rfcName());
  }

  private static NextClient partnersFree(PoolFacts.Shared shared, Instant now) {
    if (shared.allocation() == Allocation.INDEPENDENT) {
      return new NextClient(
          PARTNER,
          Optional.empty(),
          "by the partner only: it lies in the partner's half, which this server never gives away");
    }
    return shared
        .policy()
        .partnerPoolFrom()
        .map(
            from ->
                new NextClient(
                    THIS,
                    Optional.of(later(from, now)),
                    lead(shared)
                        + " after PARTNER-DOWN began, when this server's own part is used up"))
        .orElseGet(
            () ->
                new NextClient(
                    PARTNER,
                    Optional.empty(),
                    "by the partner only: it is free, and the partner's"));
  }

  /** Outside PARTNER-DOWN the partner must have seen the end of the binding. */
  private static NextClient afterAck(Lease lease, FailoverRole side, PoolFacts.Shared shared) {
    String acked =
        switch (lease.status()) {
          case ACTIVE ->
              lease.expiresEpochSecond() == Lease.INFINITE
                  ? "after its client has given it back and the partner has acked RELEASED"
                  : "after its lifetime has ended and the partner has acked EXPIRED";
          default -> "after the partner has acked " + lease.status().name();
        };
    return new NextClient(
        NOBODY,
        Optional.empty(),
        acked
            + "; then it is the "
            + side.name().toLowerCase(Locale.ROOT)
            + "'s"
            + (side == shared.role() ? ", which is this server" : ""));
  }

  private static NextClient inPartnerDown(
      Lease lease, FailoverRole side, PoolFacts.Shared shared, Instant partnerDown, Instant now) {
    if (lease.status() == ACTIVE && lease.expiresEpochSecond() == Lease.INFINITE) {
      return new NextClient(NOBODY, Optional.empty(), "never while its lifetime never ends");
    }
    if (shared.allocation() == Allocation.INDEPENDENT && side != shared.role()) {
      return partnersFree(shared, now);
    }
    long from =
        Reallocation.fromEpochSecond(lease, partnerDown.getEpochSecond(), shared.mcltSeconds());
    if (from == Lease.INFINITE) {
      return new NextClient(
          NOBODY, Optional.empty(), "never: the client or the partner was told of no end");
    }
    return new NextClient(
        THIS,
        Optional.of(later(second(from), now)),
        "MCLT after the last time that the client or the partner may believe it held, or "
            + (shared.policy().partnerUnbound() ? lead(shared) + " after " : "")
            + "PARTNER-DOWN began");
  }

  private static String lead(PoolFacts.Shared shared) {
    return shared.policy().partnerUnbound()
        ? "a whole valid lifetime (the partner had been in PARTNER-DOWN itself)"
        : "MCLT";
  }

  private static Instant holdEnd(Lease lease, PoolFacts pool) {
    return second(lease.sinceEpochSecond() + pool.abandonedSeconds());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant second(long epochSecond) {
    return Instant.ofEpochSecond(Math.min(epochSecond, Instant.MAX.getEpochSecond()));
  }
}
