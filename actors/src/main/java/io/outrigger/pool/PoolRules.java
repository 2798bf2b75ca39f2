package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.GrantedLifetimes;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.IaResult.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets what from a stand-alone pool (RFC 8415 §18.3): pure, the pool is only read. */
public final class PoolRules {

  private PoolRules() {}

  public static Decision decide(PoolView pool, IaRequest request, Instant now) {
    return switch (request) {
      case IaRequest.Offer offer -> offer(pool, offer);
      case IaRequest.Assign assign -> assign(pool, assign, now);
      case IaRequest.Extend extend -> extend(pool, extend, now);
      case IaRequest.Release release -> release(pool, release);
      case IaRequest.Decline decline -> decline(pool, decline, now);
    };
  }

  /** What happens to a lease whose time has come: expired ones and abandoned ones become free. */
  public static LeaseChange due(Lease lease) {
    return new LeaseChange.Forget(lease.resource());
  }

  private static Decision offer(PoolView pool, IaRequest.Offer offer) {
    Ipv6Prefix resource = choose(pool, offer.client(), offer.wishes());
    if (resource == null) {
      return Decision.unchanged(IaResult.NONE_AVAILABLE);
    }
    return Decision.unchanged(
        new IaResult.Granted(List.of(new Grant(resource, lifetimes(offer.wishes().lifetimes())))));
  }

  private static Decision assign(PoolView pool, IaRequest.Assign assign, Instant now) {
    Ipv6Prefix resource = choose(pool, assign.client(), assign.wishes());
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
    for (Lease lease : pool.leasesOf(extend.client())) {
      if (lease.status() != BindingStatus.ACTIVE) {
        continue;
      }
      if (mayKeep(pool, lease, extend.wishes())) {
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
    }
    return grants.isEmpty()
        ? Decision.unchanged(IaResult.NO_BINDING)
        : new Decision(new IaResult.Granted(List.copyOf(grants)), changes);
  }

  private static Decision release(PoolView pool, IaRequest.Release release) {
    List<Ipv6Prefix> ended = new ArrayList<>(1);
    List<LeaseChange> changes = new ArrayList<>(1);
    for (Lease lease : held(pool, release.client(), release.resources())) {
      ended.add(lease.resource());
      changes.add(new LeaseChange.Forget(lease.resource()));
    }
    return ended(pool, release.client(), ended, changes);
  }

  private static Decision decline(PoolView pool, IaRequest.Decline decline, Instant now) {
    List<Ipv6Prefix> ended = new ArrayList<>(1);
    List<LeaseChange> changes = new ArrayList<>(1);
    for (Lease lease : held(pool, decline.client(), decline.resources())) {
      ended.add(lease.resource());
      changes.add(new LeaseChange.Put(LeaseTransitions.abandoned(lease, now)));
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
   */
  private static @Nullable Ipv6Prefix choose(
      PoolView pool, ClientIa client, IaRequest.Wishes wishes) {
    for (Ipv6Prefix reserved : wishes.reserved()) {
      if (pool.covers(reserved) && isAvailable(pool, reserved, client)) {
        return reserved;
      }
    }
    Lease held = activeLease(pool, client);
    if (held != null && mayKeep(pool, held, wishes)) {
      return held.resource();
    }
    for (Ipv6Prefix hint : wishes.hints()) {
      if (pool.isFree(hint)) {
        return hint;
      }
    }
    return pool.pickFor(client);
  }

  private static @Nullable Lease activeLease(PoolView pool, ClientIa client) {
    for (Lease lease : pool.leasesOf(client)) {
      if (lease.status() == BindingStatus.ACTIVE) {
        return lease;
      }
    }
    return null;
  }

  private static boolean isAvailable(PoolView pool, Ipv6Prefix reserved, ClientIa client) {
    Lease lease = pool.lease(reserved);
    return lease == null
        || (lease.status() == BindingStatus.ACTIVE
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
    GrantedLifetimes granted = lifetimes(wishes.lifetimes());
    changes.add(
        new LeaseChange.Put(
            LeaseTransitions.granted(
                pool.lease(resource), resource, client, context, granted, now)));
    return new Grant(resource, granted);
  }

  private static GrantedLifetimes lifetimes(LifetimePolicy desired) {
    return desired.boundedBy(LifetimePolicy.INFINITE);
  }
}
