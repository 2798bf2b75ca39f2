package io.outrigger.server;

import io.outrigger.config.PoolConfig;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.events.EventBudget;
import io.outrigger.journal.JournalHealth;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.Adoption;
import io.outrigger.pool.ClientDirectory;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.Inbox;
import io.outrigger.pool.PartnerTask;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.pool.PoolObserver;
import io.outrigger.pool.PoolSettings;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.PoolTask;
import io.outrigger.pool.PoolWork;
import io.outrigger.pool.Sharing;
import io.outrigger.relationship.SharedPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pool of a running server: its allocator's address, its inbox, and what it last said.
 * Thread-safe.
 */
public final class PoolHandle implements PoolObserver, SharedPool {
  private static final Logger LOG = LoggerFactory.getLogger(PoolHandle.class);

  /**
   * Where a pool stands among others; a reload may change it under a running allocator.
   *
   * @param config empty for the reservations of a link that lie outside its pools
   * @param lifetimes that clients are to have
   * @param directory told who has a lease here, where the link has several pools of this kind
   * @param index this pool's place in the directory
   */
  record Placement(
      String link,
      Optional<PoolConfig> config,
      LifetimePolicy lifetimes,
      Optional<ClientDirectory> directory,
      int index) {}

  /** So many messages of the partner make a journal write worth its sync. */
  private static final int GATHERED = 32;

  private final Optional<RelationshipHandle> relationship;
  private final PoolSettings settings;
  private final Inbox<PoolTask> inbox;

  private final PoolRoom room;
  private final EventBudget declines = new EventBudget();

  private volatile Placement placement;
  private volatile boolean retired;
  private volatile @Nullable ActorRef<PoolAllocator.Command> allocator;
  private volatile @Nullable PoolStats stats;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable JournalHealth journal;
  private volatile List<Lease> strays = List.of();
  private volatile Runnable onRecovered = () -> {};

  /**
   * @param relationship the one that shares the pool; empty: this server alone has it
   */
  PoolHandle(
      Placement placement,
      Optional<RelationshipHandle> relationship,
      PoolSettings settings,
      int queueCapacity) {
    this(placement, relationship, settings, new Inbox<>(queueCapacity, many(relationship)));
  }

  /** A partner that may have few updates on their way must not wait for one more. */
  private static int many(Optional<RelationshipHandle> relationship) {
    int window = relationship.map(each -> each.config().maxUnackedBndupd()).orElse(1);
    return Math.clamp(window / 4, 1, GATHERED);
  }

  private PoolHandle(
      Placement placement,
      Optional<RelationshipHandle> relationship,
      PoolSettings settings,
      Inbox<PoolTask> inbox) {
    this.placement = placement;
    this.relationship = relationship;
    this.settings = settings;
    this.inbox = inbox;
    this.room = new PoolRoom(settings);
  }

  /**
   * What is to serve the pool after a reload: {@code before} if its allocator can go on, else a
   * successor, which takes over what waits.
   *
   * @param before of the same name
   */
  PoolHandle after(PoolHandle before) {
    boolean sameInbox = inbox.capacity() == before.inbox.capacity();
    if (sameInbox && settings.equals(before.settings) && relationship.equals(before.relationship)) {
      return before;
    }
    return sameInbox ? new PoolHandle(placement, relationship, settings, before.inbox) : this;
  }

  Placement placement() {
    return placement;
  }

  /** Whoever joins another directory has yet to tell it of the clients that it has. */
  void place(Placement changed) {
    placement = changed;
  }

  /**
   * The configuration knows this handle no more: it is not ready any more, and its allocator is to
   * end.
   *
   * @param inherited whether a successor takes what waits
   */
  void retire(boolean inherited) {
    retired = true;
    stats = null;
    ActorRef<PoolAllocator.Command> actor = allocator;
    allocator = null;
    if (actor != null) {
      actor.tell(PoolAllocator.Stop.STOP);
    }
    if (!inherited) {
      List<PoolTask> waiting = new ArrayList<>();
      inbox.drainTo(waiting, Integer.MAX_VALUE);
      for (PoolTask task : waiting) {
        if (task instanceof PoolWork work) {
          work.dropped();
        }
      }
    }
  }

  /** Its leases go there. */
  void storedIn(JournalHealth health) {
    journal = health;
  }

  @Override
  public boolean stores() {
    JournalHealth health = journal;
    return health == null || health.state() instanceof JournalHealth.State.Working;
  }

  @Override
  public boolean hearsPartner(Instant now) {
    return relationship.filter(each -> each.hearsPartner(now)).isPresent();
  }

  /** {@code changed} is run on the pool's thread when the leases have been read. */
  void onRecovered(Runnable changed) {
    onRecovered = changed;
  }

  @Override
  public void strays(List<Lease> found) {
    strays = List.copyOf(found);
  }

  /** All that it holds is another's now, if its configuration has no place for it any more. */
  @Override
  public void ends(Supplier<List<Lease>> held) {
    if (retired) {
      strays = held.get();
    }
  }

  /** Leases of resources that are not this pool's any more. */
  List<Lease> strays() {
    return strays;
  }

  /** Another pool has stored what it held of {@code resources}. */
  void disown(List<Ipv6Prefix> resources) {
    Set<Ipv6Prefix> moved = Set.copyOf(resources);
    strays = strays.stream().filter(lease -> !moved.contains(lease.resource())).toList();
    tell(new PoolAllocator.Disown(resources));
  }

  /** Whether the pool must know of a lease of {@code resource}. */
  boolean concerns(Ipv6Prefix resource) {
    return Adoption.concerns(settings, resource);
  }

  boolean sharesInboxWith(PoolHandle other) {
    return inbox == other.inbox;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Optional<Sharing> sharing() {
    return settings.sharing();
  }

  @Override
  public boolean covers(Ipv6Prefix resource) {
    return settings.space().contains(resource) || settings.reserved().contains(resource);
  }

  @Override
  public boolean isRunning() {
    return allocator != null;
  }

  @Override
  public void tell(PoolAllocator.Command command) {
    ActorRef<PoolAllocator.Command> actor = allocator;
    if (actor != null) {
      actor.tell(command);
    }
  }

  @Override
  public void submit(PartnerTask task) {
    inbox.offer(
        task,
        switch (task) {
          case PartnerTask.UpdateReceived update -> Inbox.Urgency.PARTNER_UPDATE;
          case PartnerTask.UpdateAnswered answer -> Inbox.Urgency.PARTNER_ANSWER;
        },
        0); // its age does not matter
    wake();
  }

  @Override
  public String link() {
    return placement.link();
  }

  public Optional<PoolConfig> config() {
    return placement.config();
  }

  public Optional<RelationshipHandle> relationship() {
    return relationship;
  }

  public PoolSettings settings() {
    return settings;
  }

  /** What clients of the pool are to have, shared or not. */
  @Override
  public LifetimePolicy lifetimes() {
    return placement.lifetimes();
  }

  /** Requests that wait for the allocator. */
  public int waiting() {
    return inbox.size();
  }

  /** Empty until the leases have been read from the journal. */
  @Override
  public Optional<PoolStats> stats() {
    return Optional.ofNullable(stats);
  }

  /** Why the leases could not be read, if so. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  public boolean isReady() {
    return stats != null;
  }

  public Optional<ActorRef<PoolAllocator.Command>> allocator() {
    return Optional.ofNullable(allocator);
  }

  Inbox<PoolTask> inbox() {
    return inbox;
  }

  void started(ActorRef<PoolAllocator.Command> allocator) {
    this.allocator = allocator;
  }

  void ended() {
    allocator = null;
    stats = null;
  }

  /** Takes work from any thread; whoever must go to make room hears so. */
  void submit(PoolWork work) {
    if (retired) {
      work.dropped();
      return;
    }
    PoolTask evicted =
        inbox.offer(
            work.request() instanceof IaRequest.Decline
                ? new WatchedDecline(work, name(), declines, LOG)
                : work,
            work.request() instanceof IaRequest.Offer
                ? Inbox.Urgency.NEW_CLIENT
                : Inbox.Urgency.HELD_LEASE,
            work.arrived().toEpochMilli());
    wake();
    if (evicted instanceof PoolWork dropped) {
      dropped.dropped();
    }
  }

  private void wake() {
    ActorRef<PoolAllocator.Command> actor = allocator;
    if (actor == null) {
      return;
    }
    if (inbox.claimWake()) {
      actor.tell(PoolAllocator.Wake.WAKE);
      return;
    }
    Inbox.Patience patience = inbox.claimReminder();
    if (patience != null) {
      actor.tell(new PoolAllocator.Remind(patience));
    }
  }

  @Override
  public void recovered(PoolStats recovered) {
    failure = null;
    stats = retired ? null : recovered;
    LOG.info(
        "pool {}: {} active leases, {} resources free",
        name(),
        recovered.active(),
        recovered.freeOwn());
    room.news(recovered).ifPresent(line -> line.to(LOG));
    onRecovered.run();
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    LOG.error("pool {} serves nobody: {}", name(), cause.getMessage());
  }

  @Override
  public void changed(PoolStats changed) {
    if (!retired) {
      stats = changed;
      room.news(changed).ifPresent(line -> line.to(LOG));
    }
  }

  @Override
  public void holds(ClientIa client) {
    Placement here = placement;
    here.directory().ifPresent(directory -> directory.put(client, here.index()));
  }

  @Override
  public void holdsNoMore(ClientIa client) {
    Placement here = placement;
    here.directory().ifPresent(directory -> directory.remove(client, here.index()));
  }
}
