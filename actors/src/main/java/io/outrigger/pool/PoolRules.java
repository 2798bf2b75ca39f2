package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.GrantedLifetimes;
import io.outrigger.lease.LeadTime;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.IaResult.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what from a pool (RFC 8415 §18.3), within what the failover endpoint allows (RFC 8156
 * §8): pure, the pool is only read.
 */
public final class PoolRules {

  private PoolRules() {}

  public static Decision decide(PoolView pool, IaRequest request, Instant now) {
    if (!pool.policy().serves() || (!pool.policy().newLeases() && !isExtension(request))) {
      return Decision.unchanged(IaResult.NOT_SERVING);
    }
    return switch (request) {
      case IaRequest.Offer offer -> offer(pool, offer, now);
      case IaRequest.Assign assign -> assign(pool, assign, now);
      case IaRequest.Extend extend -> extend(pool, extend, now);
      case IaRequest.Release release -> release(pool, release, now);
      case IaRequest.Decline decline -> decline(pool, decline, now);
    };
  }

  /** RFC 8156 §8.7.1: in RECOVER-DONE only a lease that appears in a RENEW may change. */
  private static boolean isExtension(IaRequest request) {
    return request instanceof IaRequest.Extend;
  }

  private static Decision offer(PoolView pool, IaRequest.Offer offer, Instant now) {
    Ipv6Prefix resource = choose(pool, offer.client(), offer.wishes(), offer.taken(), now);
    if (resource == null) {
      return Decision.unchanged(IaResult.NONE_AVAILABLE);
    }
    GrantedLifetimes lifetimes =
        lifetimes(pool, pool.lease(resource), offer.client(), offer.wishes().lifetimes(), now);
    return Decision.unchanged(new IaResult.Granted(List.of(new Grant(resource, lifetimes))));
  }

  private static Decision assign(PoolView pool, IaRequest.Assign assign, Instant now) {
    Ipv6Prefix resource = choose(pool, assign.client(), assign.wishes(), Set.of(), now);
    if (resource == null) {
      return Decision.unchanged(IaResult.NONE_AVAILABLE);
    }
    List<LeaseChange> changes = new ArrayList<>(1);
    Grant grant =
        grant(pool, resource, assign.client(), assign.context(), assign.wishes(), now, changes);
    return new Decision(new IaResult.Granted(List.of(grant)), changes);
  }

  private static Decision extend(PoolView pool, IaRequest.Extend extend, Instant now) {
    List<Grant> grants = new ArrayList<>(1);
    List<LeaseChange> changes = new ArrayList<>(1);
    for (Lease lease : meant(pool, extend)) {
      if (mayHaveGone(pool, lease, now)) {
        continue;
      }
      grants.add(
          grant(
              pool,
              lease.resource(),
              extend.client(),
              extend.context(),
              extend.wishes(),
              now,
              changes));
    }
    if (grants.isEmpty() && !pool.policy().newLeases()) {
      return Decision.unchanged(IaResult.NOT_SERVING); // §8.7.1: no record, no answer
    }
    return grants.isEmpty()
        ? Decision.unchanged(notExtended(pool, extend.client(), now))
        : new Decision(new IaResult.Granted(List.copyOf(grants)), changes);
  }

  /**
   * Whether a partner in PARTNER-DOWN, if it has not heard of this server since, may give the lease
   * to another before an extension ends: in RECOVER-DONE (§8.7.1) nothing says how long it waits
   * but what it acked, and MCLT past that (§8.4.1).
   */
  private static boolean mayHaveGone(PoolView pool, Lease lease, Instant now) {
    return !pool.policy().newLeases()
        && lease.ackedPartnerLifetimeEpochSecond() <= LeaseTransitions.ceilingSecond(now);
  }

  /** NoBinding is not for what is known (RFC 8415 §18.3.4). */
  private static IaResult notExtended(PoolView pool, ClientIa client, Instant now) {
    boolean certain = isCertain(pool, client, now);
    List<Ipv6Prefix> barred = new ArrayList<>(0);
    for (Lease lease : pool.leasesOf(client)) {
      if (lease.status() == BindingStatus.ACTIVE) {
        barred.add(lease.resource());
      }
    }
    return barred.isEmpty()
        ? new IaResult.NoBinding(certain)
        : new IaResult.Barred(List.copyOf(barred), certain);
  }

  /**
   * What the client holds and names; all that it holds if it names none of that. A lease that it
   * does not know of is left to end: the client may have had another from the partner meanwhile.
   */
  private static List<Lease> meant(PoolView pool, IaRequest.Extend extend) {
    List<Lease> held = new ArrayList<>(1);
    for (Lease lease : pool.leasesOf(extend.client())) {
      if (lease.status() == BindingStatus.ACTIVE && mayKeep(pool, lease, extend.wishes())) {
        held.add(lease);
      }
    }
    List<Lease> named = new ArrayList<>(held);
    named.removeIf(lease -> !extend.wishes().hints().contains(lease.resource()));
    return named.isEmpty() ? held : named;
  }

  /**
   * Whether the client holds nothing, whatever the partner did. One that was out of reach may owe
   * updates still (RFC 8156 §8.8), and one that has not acked the end of a lease may have renewed
   * it; one that is down may have renewed until MCLT past what it had acked (§4.4) what has ended
   * here.
   */
  private static boolean isCertain(PoolView pool, ClientIa client, Instant now) {
    return (pool.policy().bothNormal()
            && pool.isCaughtUp(now)
            && pool.leasesOf(client).stream().noneMatch(PoolRules::hasEndedHereAlone))
        || (pool.policy().mayUsePartnersPool(now.getEpochSecond())
            && pool.leasesOf(client).isEmpty());
  }

  private static boolean hasEndedHereAlone(Lease lease) {
    return lease.status() == BindingStatus.EXPIRED && lease.owed();
  }

  private static Decision release(PoolView pool, IaRequest.Release release, Instant now) {
    List<Ipv6Prefix> ended = new ArrayList<>(1);
    List<LeaseChange> changes = new ArrayList<>(1);
    for (Lease lease : held(pool, release.client(), release.resources())) {
      ended.add(lease.resource());
      changes.add(
          pool.sharing().isEmpty()
              ? new LeaseChange.Forget(lease.resource())
              : new LeaseChange.Put(LeaseTransitions.released(lease, now).owing(true)));
    }
    return ended(pool, release.client(), ended, changes);
  }

  private static Decision decline(PoolView pool, IaRequest.Decline decline, Instant now) {
    List<Ipv6Prefix> ended = new ArrayList<>(1);
    List<LeaseChange> changes = new ArrayList<>(1);
    for (Lease lease : held(pool, decline.client(), decline.resources())) {
      ended.add(lease.resource());
      changes.add(
          new LeaseChange.Put(
              LeaseTransitions.abandoned(lease, now, pool.abandonedSeconds())
                  .owing(pool.sharing().isPresent())));
    }
    return ended(pool, decline.client(), ended, changes);
  }

  /** NoBinding only if the pool knows nothing of the IA (RFC 8415 §18.3.7, §18.3.8). */
  private static Decision ended(
      PoolView pool, ClientIa client, List<Ipv6Prefix> ended, List<LeaseChange> changes) {
    if (ended.isEmpty() && activeLease(pool, client) == null) {
      return Decision.unchanged(IaResult.NO_BINDING);
    }
    return new Decision(new IaResult.Ended(List.copyOf(ended)), changes);
  }

  private static List<Lease> held(PoolView pool, ClientIa client, List<Ipv6Prefix> resources) {
    List<Lease> held = new ArrayList<>(1);
    for (Ipv6Prefix resource : List.copyOf(new java.util.LinkedHashSet<>(resources))) {
      Lease lease = pool.lease(resource);
      if (lease != null
          && lease.status() == BindingStatus.ACTIVE
          && lease.belongsTo(client.duid(), client.iaid())) {
        held.add(lease);
      }
    }
    return held;
  }

  /**
   * In this order: what is reserved for the client, what it holds, what it names, what its hash
   * picks (RFC 8415 §13.1 leaves the policy to the server).
   *
   * @param taken nothing of these
   */
  private static @Nullable Ipv6Prefix choose(
      PoolView pool, ClientIa client, IaRequest.Wishes wishes, Set<Ipv6Prefix> taken, Instant now) {
    for (Ipv6Prefix reserved : wishes.reserved()) {
      if (pool.covers(reserved)
          && !taken.contains(reserved)
          && isAvailable(pool, reserved, client)) {
        return reserved;
      }
    }
    for (Lease lease : pool.leasesOf(client)) {
      if (mayHaveBack(pool, lease) && mayKeep(pool, lease, wishes)) {
        return lease.resource();
      }
    }
    for (Ipv6Prefix hint : wishes.hints()) {
      if (!taken.contains(hint) && pool.isFree(hint, now.getEpochSecond())) {
        return hint;
      }
    }
    return wishes.orAny() ? pool.pickFor(client, taken, now.getEpochSecond()) : null;
  }

  /**
   * Whether the client that a lease names may have it again: it holds it, or the partner cannot
   * have heard that it does not any more (RFC 8156 §4.2.2.1). ABANDONED and RESET are nobody's.
   */
  private static boolean mayHaveBack(PoolView pool, Lease lease) {
    return switch (lease.status()) {
      case ACTIVE -> true;
      case EXPIRED, RELEASED -> !pool.isTold(lease.resource());
      case FREE, FREE_BACKUP, ABANDONED, RESET -> false;
    };
  }

  private static @Nullable Lease activeLease(PoolView pool, ClientIa client) {
    for (Lease lease : pool.leasesOf(client)) {
      if (lease.status() == BindingStatus.ACTIVE) {
        return lease;
      }
    }
    return null;
  }

  /** A reserved resource is its client's alone, so nobody need be asked to give it back to it. */
  private static boolean isAvailable(PoolView pool, Ipv6Prefix reserved, ClientIa client) {
    Lease lease = pool.lease(reserved);
    return lease == null
        || lease.status() == BindingStatus.FREE
        || lease.status() == BindingStatus.FREE_BACKUP
        || (lease.status() != BindingStatus.ABANDONED
            && lease.status() != BindingStatus.RESET
            && lease.belongsTo(client.duid(), client.iaid()));
  }

  /** False once the operator has reserved the resource for another or taken it out of the pool. */
  private static boolean mayKeep(PoolView pool, Lease lease, IaRequest.Wishes wishes) {
    return pool.covers(lease.resource())
        && (!pool.isReserved(lease.resource()) || wishes.reserved().contains(lease.resource()));
  }

  private static Grant grant(
      PoolView pool,
      Ipv6Prefix resource,
      ClientIa client,
      ClientContext context,
      IaRequest.Wishes wishes,
      Instant now,
      List<LeaseChange> changes) {
    Lease before = pool.lease(resource);
    GrantedLifetimes granted = lifetimes(pool, before, client, wishes.lifetimes(), now);
    Lease lease = LeaseTransitions.granted(before, resource, client, context, granted, now);
    if (pool.sharing().isPresent()) {
      lease = shared(lease, before, wishes, granted);
    }
    changes.add(new LeaseChange.Put(lease));
    return new Grant(resource, granted);
  }

  /**
   * With what the partner is to be told (RFC 8156 §7.3). Where lifetimes come and go with the
   * partner, a Reply that gives less than the one before may well be lost: the lease is kept until
   * the end that the client knew then.
   */
  private static Lease shared(
      Lease lease, @Nullable Lease before, IaRequest.Wishes wishes, GrantedLifetimes granted) {
    Lease kept =
        before != null
                && before.status() == BindingStatus.ACTIVE
                && lease.client() != null
                && before.belongsTo(lease.client(), lease.iaid())
            ? lease.endingNotBefore(before.expiresEpochSecond())
            : lease;
    return kept.promising(
        Math.max(
            kept.expiresEpochSecond(),
            LeadTime.partnerLifetime(
                wishes.lifetimes().validSeconds(),
                granted.t1Seconds(),
                granted,
                lease.clientLastTransactionEpochSecond(),
                lease.ackedPartnerLifetimeEpochSecond())));
  }

  /** RFC 8156 §4.4: at most MCLT past what the partner has acked for this very client, or now. */
  private static GrantedLifetimes lifetimes(
      PoolView pool, @Nullable Lease before, ClientIa client, LifetimePolicy desired, Instant now) {
    if (!pool.policy().leadBound()) {
      return desired.boundedBy(LifetimePolicy.INFINITE);
    }
    long acked =
        before != null
                && before.status() == BindingStatus.ACTIVE
                && before.belongsTo(client.duid(), client.iaid())
            ? before.ackedPartnerLifetimeEpochSecond()
            : 0;
    return desired.boundedBy(
        LeadTime.boundSeconds(
            acked, pool.policy().mcltSeconds(), LeaseTransitions.ceilingSecond(now)));
  }
}
