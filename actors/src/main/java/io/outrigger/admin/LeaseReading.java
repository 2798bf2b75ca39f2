package io.outrigger.admin;

import io.outrigger.config.Allocation;
import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.pool.Half;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of a lease: puts its {@link Explanation} together. */
final class LeaseReading {
  private final Ipv6Prefix resource;
  private final @Nullable Lease lease;
  private final PoolFacts pool;
  private final PoolFacts.@Nullable Shared shared;
  private final LeaseBound bound;
  private final NextClient next;

  LeaseReading(Ipv6Prefix resource, @Nullable Lease lease, PoolFacts pool, Instant now) {
    this.resource = resource;
    this.lease = lease;
    this.pool = pool;
    this.shared = pool.shared().orElse(null);
    this.bound = LeaseBound.of(lease, pool, now);
    this.next = NextClient.of(resource, lease, pool, now);
  }

  Explanation explanation() {
    Explanation facts = facts(List.of());
    return facts(ExplanationText.of(facts));
  }

  private Explanation facts(List<String> text) {
    Optional<Lease> known = Optional.ofNullable(lease);
    boolean owed = lease != null && lease.owed();
    return new Explanation(
        resource.toString(),
        pool.name(),
        pool.link(),
        shared == null ? null : lower(shared.allocation()),
        shared == null ? null : shared.relationship(),
        shared == null ? null : lower(shared.role()),
        shared == null ? null : shared.policy().state().rfcName(),
        shared == null || shared.allocation() == Allocation.PROPORTIONAL
            ? null
            : lower(Half.of(resource)),
        owner(),
        pool.reserved(),
        lease != null,
        status().name().replace('_', '-'),
        known.map(l -> time(l.sinceEpochSecond())).orElse(null),
        lease == null || lease.client() == null ? null : lease.client().toHex(),
        lease == null || lease.client() == null ? null : Integer.toUnsignedLong(lease.iaid()),
        known.map(l -> time(l.expiresEpochSecond())).orElse(null),
        pool.lifetimes().validSeconds(),
        known.map(l -> time(l.ackedPartnerLifetimeEpochSecond())).orElse(null),
        known.map(l -> time(l.partnerLifetimeEpochSecond())).orElse(null),
        known.map(l -> time(l.expirationTimeEpochSecond())).orElse(null),
        shared == null ? null : shared.mcltSeconds(),
        bound.seconds(),
        bound.decidedBy(),
        bound.grantSeconds(),
        answers(),
        owed,
        owed ? owedReason() : null,
        next.mayAllocate(),
        next.from().map(from -> from.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null),
        next.after(),
        text);
  }

  /** What there is no record of is free for whoever has that part of the pool. */
  private BindingStatus status() {
    if (lease != null) {
      return lease.status();
    }
    return side() == FailoverRole.PRIMARY ? BindingStatus.FREE : BindingStatus.FREE_BACKUP;
  }

  private FailoverRole side() {
    return shared == null
        ? FailoverRole.PRIMARY
        : NextClient.side(resource, lease, shared.allocation());
  }

  private String owner() {
    return switch (status()) {
      case ACTIVE -> "client";
      case EXPIRED, RELEASED, ABANDONED, RESET -> "nobody";
      case FREE, FREE_BACKUP ->
          pool.reserved() ? "client" : shared == null ? "server" : lower(side());
    };
  }

  private String answers() {
    return shared == null
        ? "everybody"
        : switch (shared.policy().responsiveness()) {
          case RESPONSIVE -> "everybody";
          case RENEW_RESPONSIVE -> "its own clients";
          case UNRESPONSIVE -> "nobody";
        };
  }

  private String owedReason() {
    if (shared == null) {
      return "the pool is in no relationship any more";
    }
    return switch (shared.policy().state()) {
      case NORMAL -> "the partner has not acked the update yet";
      case PARTNER_DOWN, COMMUNICATIONS_INTERRUPTED, RESOLUTION_INTERRUPTED ->
          "the partner is out of reach or not ready; it is told when it is";
      default -> "the two servers are still bringing their leases together";
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String time(long epochSecond) {
    return epochSecond == 0 || epochSecond == Lease.INFINITE
        ? null
        : Instant.ofEpochSecond(epochSecond).toString();
  }
}
