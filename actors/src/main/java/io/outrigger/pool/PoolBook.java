package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LeaseTransitions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a pool knows: its leases and what is free. Mutable, for one allocator, which enters a change
 * when it decides it, so that the next decision of the same journal write sees it; replaying the
 * event afterwards changes nothing.
 */
public final class PoolBook implements PoolView {
  private static final int MOST_LEASES_OF_AN_IA = 16;

  private final PoolSettings settings;
  private final PoolObserver observer;
  private final StartingPoint startingPoint;
  private final LeaseTable leases;
  private final FreeSpace free;

  /** Leases and reservations that overlap the pool and are longer or shorter than what it gives. */
  private final Set<Ipv6Prefix> ofOtherLengths = new HashSet<>();

  private long lastForgottenSequenceNr;

  /**
   * @param random keys the hash tables; unpredictable in a server, seeded in a test
   */
  PoolBook(PoolSettings settings, PoolObserver observer, RandomGenerator random) {
    this.settings = settings;
    this.observer = observer;
    startingPoint = new StartingPoint(settings.name());
    leases =
        new LeaseTable(
            lease -> LeaseTransitions.dueEpochSecond(lease, settings.abandonedSeconds()), random);
    free = FreeSpace.allFree(settings.space(), random);
    for (Ipv6Prefix reserved : settings.reserved()) {
      take(reserved);
    }
  }

  @Override
  public @Nullable Lease lease(Ipv6Prefix resource) {
    return leases.get(resource);
  }

  @Override
  public List<Lease> leasesOf(ClientIa client) {
    return leases.heldBy(client.duid(), client.iaid(), MOST_LEASES_OF_AN_IA);
  }

  @Override
  public boolean covers(Ipv6Prefix resource) {
    return settings.space().contains(resource) || settings.reserved().contains(resource);
  }

  @Override
  public boolean isReserved(Ipv6Prefix resource) {
    return settings.reserved().contains(resource);
  }

  @Override
  public boolean isFree(Ipv6Prefix resource) {
    long index = settings.space().indexOf(resource);
    return index != PoolSpace.NONE && free.isFree(index);
  }

  @Override
  public @Nullable Ipv6Prefix pickFor(ClientIa client) {
    long start = startingPoint.of(client.duid(), client.iaid(), settings.space());
    long index = free.nextFree(start);
    return index == PoolSpace.NONE ? null : settings.space().resourceAt(index);
  }

  /** Makes {@code change} part of the book and returns the event to store for it. */
  LeaseEvent enter(LeaseChange change, long sequenceNr) {
    LeaseEvent event =
        switch (change) {
          case LeaseChange.Put put ->
              new LeaseEvent.LeaseRecorded(
                  put.lease(), sequenceNr, leases.sequenceNrOf(put.lease().resource()));
          case LeaseChange.Forget forget ->
              new LeaseEvent.LeaseForgotten(
                  forget.resource(),
                  sequenceNr,
                  leases.sequenceNrOf(forget.resource()),
                  lastForgottenSequenceNr);
        };
    apply(event);
    return event;
  }

  /** Replays an event; one that the book has already changes nothing. */
  void apply(LeaseEvent event) {
    switch (event) {
      case LeaseEvent.LeaseRecorded recorded -> put(recorded.lease(), recorded.sequenceNr());
      case LeaseEvent.LeaseForgotten forgotten -> {
        if (forgotten.sequenceNr() > lastForgottenSequenceNr) {
          lastForgottenSequenceNr = forgotten.sequenceNr();
        }
        forget(forgotten);
      }
    }
  }

  private void put(Lease lease, long sequenceNr) {
    if (leases.sequenceNrOf(lease.resource()) >= sequenceNr) {
      return;
    }
    Lease before = leases.get(lease.resource());
    leases.put(lease, sequenceNr);
    take(lease.resource());
    if (before != null) {
      tellGone(before, lease);
    }
    if (lease.status() == BindingStatus.ACTIVE && lease.client() != null) {
      observer.holds(new ClientIa(lease.client(), lease.iaid()));
    }
  }

  private void forget(LeaseEvent.LeaseForgotten forgotten) {
    Lease before = leases.get(forgotten.resource());
    if (before == null || leases.sequenceNrOf(forgotten.resource()) > forgotten.sequenceNr()) {
      return;
    }
    leases.remove(forgotten.resource());
    release(forgotten.resource());
    tellGone(before, null);
  }

  private void tellGone(Lease before, @Nullable Lease after) {
    if (before.status() == BindingStatus.ACTIVE
        && before.client() != null
        && (after == null
            || after.status() != BindingStatus.ACTIVE
            || !after.belongsTo(before.client(), before.iaid()))) {
      observer.holdsNoMore(new ClientIa(before.client(), before.iaid()));
    }
  }

  /** Takes what {@code resource} overlaps: one place, or more if it is of another length. */
  private void take(Ipv6Prefix resource) {
    PoolSpace space = settings.space();
    long first = space.firstOverlap(resource);
    if (first == PoolSpace.NONE) {
      return;
    }
    if (resource.length() != space.resourceLength()) {
      ofOtherLengths.add(resource);
    }
    long last = space.lastOverlap(resource);
    for (long index = first; ; index++) {
      free.take(index);
      if (index == last) {
        return;
      }
    }
  }

  /** Releases what {@code resource} overlapped and nothing else does. */
  private void release(Ipv6Prefix resource) {
    PoolSpace space = settings.space();
    long first = space.firstOverlap(resource);
    if (first == PoolSpace.NONE || isReserved(resource)) {
      return;
    }
    ofOtherLengths.remove(resource);
    long last = space.lastOverlap(resource);
    for (long index = first; ; index++) {
      if (!isTaken(space.resourceAt(index))) {
        free.release(index);
      }
      if (index == last) {
        return;
      }
    }
  }

  private boolean isTaken(Ipv6Prefix resource) {
    if (isReserved(resource) || leases.get(resource) != null) {
      return true;
    }
    for (Ipv6Prefix other : ofOtherLengths) {
      if (other.contains(resource) || resource.contains(other)) {
        return true;
      }
    }
    return false;
  }

  /** Up to {@code max} leases whose time has come at {@code nowEpochSecond}. */
  List<Lease> due(long nowEpochSecond, int max) {
    return leases.due(nowEpochSecond, max);
  }

  /** When the next lease's time comes; {@link Lease#INFINITE} if none does. */
  long nextDueEpochSecond() {
    return leases.earliestDue();
  }

  PoolAllocator.LeasePage page(@Nullable Ipv6Prefix after, int limit) {
    List<Lease> page = leases.page(after, limit + 1);
    return page.size() > limit
        ? new PoolAllocator.LeasePage(List.copyOf(page.subList(0, limit)), true)
        : new PoolAllocator.LeasePage(List.copyOf(page), false);
  }

  PoolStats stats() {
    return new PoolStats(
        settings.space().capacity(),
        leases.count(BindingStatus.ACTIVE),
        leases.count(BindingStatus.ABANDONED),
        free.freeCount(Half.BOTH));
  }
}
