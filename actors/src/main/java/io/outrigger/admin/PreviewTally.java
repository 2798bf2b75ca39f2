package io.outrigger.admin;

import io.outrigger.admin.PartnerDownPreview.PoolPreview;
import io.outrigger.admin.PartnerDownPreview.Step;
import io.outrigger.config.Allocation;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts what partner-down would free in one pool, lease by lease, in constant space. Not
 * thread-safe.
 */
public final class PreviewTally {
  /** The ends of the buckets, in hours after MCLT from the start of PARTNER-DOWN. */
  private static final long[] HOURS = {0, 1, 4, 12, 24, 48, 96, 168, 336, 672};

  private final PoolFacts pool;
  private final Instant now;
  private final Instant freedFirst;
  private final long[] counts = new long[HOURS.length + 1];
  private final Instant[] latest = new Instant[HOURS.length + 1];
  private long atOnce;
  private long never;

  /**
   * @param pool one that is shared; of a state other than PARTNER-DOWN, it is taken as if that
   *     began now
   * @param freeOwn resources that this server may give away now
   * @param freePartner resources that the partner may
   * @throws IllegalArgumentException if the pool is not shared
   */
  public PreviewTally(PoolFacts pool, long freeOwn, long freePartner, Instant now) {
    PoolFacts.Shared shared =
        pool.shared()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("pool " + pool.name() + " is in no relationship"));
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    ServicePolicy policy =
        shared.policy().partnerDownSince().isPresent()
            ? shared.policy()
            : asIfNow(shared, pool.lifetimes().validSeconds());
    this.pool = with(pool, shared, policy, false);
    this.freedFirst = policy.partnerPoolFrom().orElse(now);
    this.atOnce = freeOwn;
    if (shared.allocation() == Allocation.PROPORTIONAL) {
      count(freedFirst, freePartner);
    } else {
      never = freePartner;
    }
  }

  private ServicePolicy asIfNow(PoolFacts.Shared shared, long validSeconds) {
    Duration mclt = Duration.ofSeconds(shared.mcltSeconds());
    return ServicePolicy.of(FailoverState.PARTNER_DOWN, shared.role(), now, mclt)
        .withPartnerUnbound(shared.policy().partnerUnbound())
        .forLeasesOf(Duration.ofSeconds(validSeconds), mclt);
  }

  private static PoolFacts with(
      PoolFacts pool, PoolFacts.Shared shared, ServicePolicy policy, boolean reserved) {
    return new PoolFacts(
        pool.name(),
        pool.link(),
        pool.lifetimes(),
        pool.abandonedSeconds(),
        reserved,
        Optional.of(
            new PoolFacts.Shared(
                shared.relationship(),
                shared.allocation(),
                shared.role(),
                shared.mcltSeconds(),
                policy)));
  }

  /**
   * Counts a lease that the pool has a record of; those that are free are counted already.
   *
   * @param reserved whether only one client may ever have it
   */
  public PreviewTally add(Lease lease, boolean reserved) {
    if (lease.status() == BindingStatus.FREE || lease.status() == BindingStatus.FREE_BACKUP) {
      return this;
    }
    if (reserved) {
      never++;
      return this;
    }
    NextClient.of(lease.resource(), lease, pool, now)
        .from()
        .ifPresentOrElse(from -> count(from, 1), () -> never++);
    return this;
  }

  private void count(Instant from, long resources) {
    if (!from.isAfter(now)) {
      atOnce = sum(atOnce, resources);
      return;
    }
    int bucket = 0;
    while (bucket < HOURS.length && from.isAfter(freedFirst.plusSeconds(HOURS[bucket] * 3600))) {
      bucket++;
    }
    counts[bucket] = sum(counts[bucket], resources);
    Instant before = latest[bucket];
    latest[bucket] = before == null || from.isAfter(before) ? from : before;
  }

  /** What was counted; a step's moment is that of its last resource. */
  public PoolPreview preview() {
    List<Step> steps = new ArrayList<>();
    long cumulative = atOnce;
    steps.add(new Step(now.toString(), atOnce, cumulative));
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        cumulative = sum(cumulative, counts[i]);
        steps.add(
            new Step(latest[i].truncatedTo(ChronoUnit.SECONDS).toString(), counts[i], cumulative));
      }
    }
    return new PoolPreview(pool.name(), steps, never);
  }

  /** Long.MAX_VALUE stands for that many or more. */
  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
