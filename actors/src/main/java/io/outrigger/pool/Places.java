package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whose each resource of a pool is to give away: this server's, the partner's, or nobody's because
 * it is taken. Follows the leases, and is told of each that changes. Mutable, for one {@link
 * PoolBook}.
 */
final class Places {
  private final PoolSettings settings;
  private final PoolSpace space;
  private final LeaseTable leases;
  private final Availability available;

  /** Leases and reservations that overlap the pool and are longer or shorter than what it gives. */
  private final Set<Ipv6Prefix> ofOtherLengths = new HashSet<>();

  private long partnerDownSinceEpochSecond = Lease.INFINITE;

  /**
   * @param leases still empty
   */
  Places(PoolSettings settings, LeaseTable leases, RandomGenerator random) {
    this.settings = settings;
    this.space = settings.space();
    this.leases = leases;
    available = new Availability(space, settings.sharing(), random);
    settings.reserved().forEach(this::settle);
  }

  /**
   * What is FREE or FREE-BACKUP counts otherwise from now on and is to be settled anew.
   *
   * @param epochSecond start of PARTNER-DOWN; {@link Lease#INFINITE} in every other state
   */
  void partnerDownSince(long epochSecond) {
    partnerDownSinceEpochSecond = epochSecond;
  }

  long freeOwn() {
    return available.freeOwn();
  }

  long freePartner() {
    return available.freePartner();
  }

  /** See {@link PoolView#isFree}. */
  boolean isFree(Ipv6Prefix resource, boolean alsoPartners) {
    long index = space.indexOf(resource);
    return index != PoolSpace.NONE && available.mayGive(index, space.halfOf(index), alsoPartners);
  }

  /**
   * See {@link PoolView#pickFor}.
   *
   * @param start an index from which on to search
   */
  @Nullable Ipv6Prefix pick(long start, Set<Ipv6Prefix> taken, boolean alsoPartners) {
    Ipv6Prefix picked = resourceAt(available.next(start, alsoPartners));
    if (picked == null || !taken.contains(picked)) {
      return picked;
    }
    // Taken in earnest for as long as the search lasts, so that an assignment finds the same.
    List<Ipv6Prefix> passed = new ArrayList<>();
    while (picked != null && taken.contains(picked)) {
      available.set(space.indexOf(picked), Availability.Place.TAKEN);
      passed.add(picked);
      picked = resourceAt(available.next(start, alsoPartners));
    }
    passed.forEach(this::settle);
    return picked;
  }

  /** See {@link PoolBook#nextToMove}. */
  @Nullable Ipv6Prefix nextToMove(long start, boolean give) {
    return resourceAt(available.nextToMove(start, give));
  }

  private @Nullable Ipv6Prefix resourceAt(long index) {
    return index == PoolSpace.NONE ? null : space.resourceAt(index);
  }

  /**
   * Says anew whose each place is that {@code resource} overlaps: one, or more if its length is
   * another.
   */
  void settle(Ipv6Prefix resource) {
    long first = space.firstOverlap(resource);
    if (first == PoolSpace.NONE) {
      return;
    }
    if (resource.length() != space.resourceLength()) {
      if (leases.get(resource) == null && !isReserved(resource)) {
        ofOtherLengths.remove(resource);
      } else {
        ofOtherLengths.add(resource);
      }
    }
    long last = space.lastOverlap(resource);
    for (long index = first; ; index++) {
      available.set(index, placeOf(space.resourceAt(index)));
      if (index == last) {
        return;
      }
    }
  }

  private boolean isReserved(Ipv6Prefix resource) {
    return settings.reserved().contains(resource);
  }

  private Availability.Place placeOf(Ipv6Prefix resource) {
    if (isReserved(resource)) {
      return Availability.Place.TAKEN;
    }
    for (Ipv6Prefix other : ofOtherLengths) {
      if (other.contains(resource) || resource.contains(other)) {
        return Availability.Place.TAKEN;
      }
    }
    Lease lease = leases.get(resource);
    return lease == null ? Availability.Place.FREE : placeOf(lease);
  }

  private Availability.Place placeOf(Lease lease) {
    boolean proportional = settings.sharing().filter(Sharing::proportional).isPresent();
    if (lease.status() == BindingStatus.FREE_BACKUP && proportional) {
      return Availability.Place.BACKUP;
    }
    boolean free =
        lease.status() == BindingStatus.FREE || lease.status() == BindingStatus.FREE_BACKUP;
    if (!free || partnerDownSinceEpochSecond == Lease.INFINITE) {
      return Availability.Place.TAKEN; // FREE, but the partner has yet to ack it (§7.2)
    }
    boolean takenBack = proportional && lease.sinceEpochSecond() < partnerDownSinceEpochSecond;
    return takenBack ? Availability.Place.BACKUP : Availability.Place.FREE;
  }
}
