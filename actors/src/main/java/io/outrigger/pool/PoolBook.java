package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.Reallocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a pool knows: its leases and what is free. Mutable, for one allocator, which enters a change
 * when it decides it, so that the next decision of the same journal write sees it; replaying the
 * event afterwards changes nothing.
 */
public final class PoolBook implements PoolView {
  /**
   * No RFC tells when a partner has sent the last update that it owed from before; it has when what
   * it tells is new, or it tells nothing, for so long.
   */
  private static final long QUIET_SECONDS = 15;

  /** A journal write that takes longer has waited for the disk. */
  private static final long LONG_WRITE_SECONDS = 1;

  private static final int MOST_LEASES_OF_AN_IA = 16;

  /** No client's any more, and not yet anybody's to give away (RFC 8156 §7.2). */
  private static final Set<BindingStatus> ENDED =
      Collections.unmodifiableSet(
          EnumSet.of(BindingStatus.EXPIRED, BindingStatus.RELEASED, BindingStatus.RESET));

  private final PoolSettings settings;
  private final PoolObserver observer;
  private final StartingPoint startingPoint;
  private final LeaseTable leases;
  private final Places places;
  private final Outbox outbox;
  private final Balancing balancing = new Balancing();

  private PoolPolicy policy;
  private long lastForgottenSequenceNr;
  private long lastSequenceNr;
  private int owed;
  private boolean knowsOthers;
  private long caughtUpFromEpochSecond;

  /**
   * @param random keys the hash tables; unpredictable in a server, seeded in a test
   */
  PoolBook(PoolSettings settings, PoolObserver observer, RandomGenerator random) {
    this.settings = settings;
    this.observer = observer;
    startingPoint = new StartingPoint(settings.name());
    policy = settings.sharing().isPresent() ? PoolPolicy.SILENT : PoolPolicy.STAND_ALONE;
    leases = new LeaseTable(this::dueEpochSecond, random);
    outbox = new Outbox(leases);
    places = new Places(settings, leases, random);
  }

  /** Ends the reading of the journal: what was stored in an earlier run the partner may know. */
  void recovered() {
    outbox.disconnected(lastSequenceNr);
  }

  /** From now on the pool is served like this. */
  void use(PoolPolicy changed, long nowEpochSecond) {
    if (changed.bothNormal() && !policy.bothNormal()) {
      caughtUpFromEpochSecond = nowEpochSecond + QUIET_SECONDS;
    }
    boolean otherTimes =
        policy.partnerDownSinceEpochSecond() != changed.partnerDownSinceEpochSecond()
            || policy.mcltSeconds() != changed.mcltSeconds();
    policy = changed;
    places.partnerDownSince(changed.partnerDownSinceEpochSecond());
    if (!otherTimes) {
      return;
    }
    for (BindingStatus status : ENDED) {
      leases.renewDueTimes(status);
    }
    if (leases.count(BindingStatus.FREE) + leases.count(BindingStatus.FREE_BACKUP) > 0) {
      leases.forEach(
          lease -> {
            if (lease.status() == BindingStatus.FREE
                || lease.status() == BindingStatus.FREE_BACKUP) {
              places.settle(lease.resource());
            }
          });
    }
  }

  /** The partner tells of something that it did at {@code epochSecond}. */
  void heardOf(long epochSecond, long nowEpochSecond) {
    if (nowEpochSecond - epochSecond > QUIET_SECONDS) {
      caughtUpFromEpochSecond = nowEpochSecond + QUIET_SECONDS;
    }
  }

  /**
   * A journal write is done. Where it had to wait for the disk, what the endpoint has to store
   * waits too: that the partner is out of touch may be known only in a moment.
   */
  void wrote(Instant begun, Instant done) {
    if (done.getEpochSecond() - begun.getEpochSecond() > LONG_WRITE_SECONDS) {
      caughtUpFromEpochSecond = done.getEpochSecond() + QUIET_SECONDS;
    }
  }

  @Override
  public boolean isCaughtUp(Instant now) {
    return now.getEpochSecond() >= caughtUpFromEpochSecond
        && (settings.sharing().isEmpty() || observer.hearsPartner(now));
  }

  @Override
  public long abandonedSeconds() {
    return settings.abandonedSeconds();
  }

  /** When its time comes. */
  long dueEpochSecond(Lease lease) {
    if (ENDED.contains(lease.status()) && policy.partnerDown()) {
      return Reallocation.fromEpochSecond(
          lease, policy.partnerDownSinceEpochSecond(), policy.mcltSeconds());
    }
    return LeaseTransitions.dueEpochSecond(lease, settings.abandonedSeconds());
  }

  @Override
  public Optional<Sharing> sharing() {
    return settings.sharing();
  }

  /**
   * While nothing can be stored, the endpoint cannot leave NORMAL either, whether its partner lives
   * or not.
   */
  @Override
  public PoolPolicy policy() {
    return policy.inTouch() && settings.sharing().isPresent() && !observer.stores()
        ? policy.outOfTouch()
        : policy;
  }

  Outbox outbox() {
    return outbox;
  }

  Balancing balance() {
    return balancing;
  }

  /** The journal's number of the newest event of {@code resource}; 0 if nothing is known of it. */
  long sequenceNrOf(Ipv6Prefix resource) {
    return leases.sequenceNrOf(resource);
  }

  /**
   * A free prefix that may change hands between the partners.
   *
   * @param start an index from which on to search
   * @param give to the secondary, not back
   */
  @Nullable Ipv6Prefix nextToMove(long start, boolean give) {
    return places.nextToMove(start, give);
  }

  /** The index behind that of {@code resource}, or the first one. */
  long indexAfter(Ipv6Prefix resource) {
    long index = settings.space().indexOf(resource);
    return index == settings.space().lastIndex() ? 0 : index + 1;
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
  public boolean isFree(Ipv6Prefix resource, long nowEpochSecond) {
    return places.isFree(resource, policy.mayUsePartnersPool(nowEpochSecond));
  }

  @Override
  public @Nullable Ipv6Prefix pickFor(ClientIa client, Set<Ipv6Prefix> taken, long nowEpochSecond) {
    return places.pick(
        startingPoint.of(client.duid(), client.iaid(), settings.space()),
        taken,
        policy.mayUsePartnersPool(nowEpochSecond));
  }

  @Override
  public boolean isTold(Ipv6Prefix resource) {
    return outbox.isTold(leases.sequenceNrOf(resource));
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
    lastSequenceNr = Math.max(lastSequenceNr, event.sequenceNr());
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

  /**
   * What the pool's configuration has taken out of it and a client or its memory still holds:
   * another pool may have the resource by now.
   */
  List<Lease> strays() {
    List<Lease> strays = new ArrayList<>();
    if (knowsOthers) {
      leases.forEach(
          lease -> {
            if (!covers(lease.resource()) && Adoption.matters(lease)) {
              strays.add(lease);
            }
          });
    }
    return strays;
  }

  /** All that a client or its memory holds. */
  List<Lease> held() {
    List<Lease> held = new ArrayList<>();
    leases.forEach(
        lease -> {
          if (Adoption.matters(lease)) {
            held.add(lease);
          }
        });
    return held;
  }

  private void put(Lease lease, long sequenceNr) {
    if (leases.sequenceNrOf(lease.resource()) >= sequenceNr) {
      return;
    }
    knowsOthers |= !covers(lease.resource());
    Lease before = leases.put(lease, sequenceNr);
    owed += (lease.owed() ? 1 : 0) - (before != null && before.owed() ? 1 : 0);
    outbox.changed(leases.slotOf(lease.resource()), lease);
    if (before == null || before.status() != lease.status() || !isHeld(lease)) {
      places.settle(lease.resource());
    }
    if (before != null) {
      tellGone(before, lease);
    }
    if (lease.status() == BindingStatus.ACTIVE && lease.client() != null) {
      observer.holds(new ClientIa(lease.client(), lease.iaid()));
    }
  }

  private static boolean isHeld(Lease lease) {
    return lease.status() == BindingStatus.ACTIVE;
  }

  private void forget(LeaseEvent.LeaseForgotten forgotten) {
    Ipv6Prefix resource = forgotten.resource();
    Lease before = leases.get(resource);
    if (before == null || leases.sequenceNrOf(resource) > forgotten.sequenceNr()) {
      return;
    }
    owed -= before.owed() ? 1 : 0;
    outbox.forgotten(leases.slotOf(resource));
    leases.remove(resource);
    places.settle(resource);
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
    Lease oldest = outbox.oldest();
    return new PoolStats(
        settings.space().capacity(),
        leases.count(BindingStatus.ACTIVE),
        leases.count(BindingStatus.ABANDONED),
        places.freeOwn(),
        places.freePartner(),
        new PoolStats.Backlog(
            owed,
            outbox.unacked(),
            outbox.refused(),
            oldest == null
                ? Lease.INFINITE
                : Math.max(oldest.sinceEpochSecond(), oldest.clientLastTransactionEpochSecond())));
  }
}
