package io.outrigger.admin;

import io.outrigger.config.Allocation;
import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Leases and pools to be explained, with times in seconds from {@link #NOW}. */
final class LeaseFacts {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final long MCLT = 3600;
  static final long DAY = 86_400;

  /** Odd: the primary's half. */
  static final Ipv6Prefix ODD = Ipv6Prefix.parse("2001:db8:1::101");

  static final Ipv6Prefix EVEN = Ipv6Prefix.parse("2001:db8:1::100");
  static final Duid CLIENT = Duid.fromHex("00030001020000000001");

  private LeaseFacts() {}

  static long at(long seconds) {
    return NOW.getEpochSecond() + seconds;
  }

  static String time(long seconds) {
    return NOW.plusSeconds(seconds).toString();
  }

  /** In the state since a minute. */
  static PoolFacts shared(FailoverState state, FailoverRole role, Allocation allocation) {
    return new PoolFacts(
        "na",
        "lab",
        new LifetimePolicy(2 * DAY, 3 * DAY, DAY, DAY * 8 / 5),
        DAY,
        false,
        Optional.of(
            new PoolFacts.Shared(
                "campus",
                allocation,
                role,
                MCLT,
                ServicePolicy.of(state, role, NOW.minusSeconds(60), Duration.ofSeconds(MCLT)))));
  }

  /** The same; its partner may have given whole lifetimes that this server never heard of. */
  static PoolFacts unbound(PoolFacts pool) {
    PoolFacts.Shared shared = pool.shared().orElseThrow();
    ServicePolicy policy =
        shared
            .policy()
            .withPartnerUnbound(true)
            .forLeasesOf(
                Duration.ofSeconds(pool.lifetimes().validSeconds()), Duration.ofSeconds(MCLT));
    return new PoolFacts(
        pool.name(),
        pool.link(),
        pool.lifetimes(),
        pool.abandonedSeconds(),
        pool.reserved(),
        Optional.of(
            new PoolFacts.Shared(
                shared.relationship(), shared.allocation(), shared.role(), MCLT, policy)));
  }

  static PoolFacts alone() {
    return new PoolFacts(
        "na",
        "lab",
        new LifetimePolicy(2 * DAY, 3 * DAY, DAY, DAY * 8 / 5),
        DAY,
        false,
        Optional.empty());
  }

  static PoolFacts reserved(PoolFacts pool) {
    return new PoolFacts(
        pool.name(), pool.link(), pool.lifetimes(), pool.abandonedSeconds(), true, pool.shared());
  }

  /** Since a minute; the client's end a minute ago. */
  static Lease lease(Ipv6Prefix resource, BindingStatus status) {
    return lease(resource, status, -60, 0, 0, 0, false);
  }

  static Lease active(Ipv6Prefix resource, long expires, long acked) {
    return lease(resource, BindingStatus.ACTIVE, expires, 0, acked, 0, false);
  }

  /** Times relative to now; those that are 0 are not known. */
  static Lease lease(
      Ipv6Prefix resource,
      BindingStatus status,
      long expires,
      long told,
      long acked,
      long expirationTime,
      boolean owed) {
    return new Lease(
        resource,
        status,
        at(-60),
        CLIENT,
        7,
        2 * DAY,
        3 * DAY,
        expires == Lease.INFINITE ? Lease.INFINITE : at(expires),
        at(-60),
        told == 0 ? 0 : at(told),
        acked == 0 ? 0 : at(acked),
        expirationTime == 0 ? 0 : at(expirationTime),
        0,
        owed,
        null,
        null);
  }
}
