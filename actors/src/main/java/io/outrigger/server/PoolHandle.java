package io.outrigger.server;

import io.outrigger.config.PoolConfig;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.LifetimePolicy;
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
import java.util.Optional;
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

  private final String link;
  private final Optional<PoolConfig> config;
  private final Optional<RelationshipHandle> relationship;
  private final PoolSettings settings;
  private final LifetimePolicy lifetimes;
  private final Inbox<PoolTask> inbox;
  private final Optional<ClientDirectory> directory;
  private final int index;

  private volatile @Nullable ActorRef<PoolAllocator.Command> allocator;
  private volatile @Nullable PoolStats stats;
  private volatile @Nullable Throwable failure;

  /**
   * @param config empty for the reservations of a link that lie outside its pools
   * @param relationship the one that shares the pool; empty: this server alone has it
   * @param lifetimes that clients are to have
   * @param directory told who has a lease here, where the link has several pools of this kind
   * @param index this pool's place in the directory
   */
  PoolHandle(
      String link,
      Optional<PoolConfig> config,
      Optional<RelationshipHandle> relationship,
      PoolSettings settings,
      LifetimePolicy lifetimes,
      int queueCapacity,
      Optional<ClientDirectory> directory,
      int index) {
    this.link = link;
    this.config = config;
    this.relationship = relationship;
    this.settings = settings;
    this.lifetimes = lifetimes;
    this.inbox = new Inbox<>(queueCapacity);
    this.directory = directory;
    this.index = index;
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
    inbox.offer(task, Inbox.Urgency.PARTNER);
    wake();
  }

  public String link() {
    return link;
  }

  public Optional<PoolConfig> config() {
    return config;
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
    return lifetimes;
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
    PoolTask evicted =
        inbox.offer(
            work,
            work.request() instanceof IaRequest.Offer
                ? Inbox.Urgency.NEW_CLIENT
                : Inbox.Urgency.HELD_LEASE);
    wake();
    if (evicted instanceof PoolWork dropped) {
      dropped.dropped();
    }
  }

  private void wake() {
    ActorRef<PoolAllocator.Command> actor = allocator;
    if (actor != null && inbox.claimWake()) {
      actor.tell(PoolAllocator.Wake.WAKE);
    }
  }

  @Override
  public void recovered(PoolStats recovered) {
    failure = null;
    stats = recovered;
    LOG.info(
        "pool {}: {} active leases, {} resources free",
        name(),
        recovered.active(),
        recovered.freeOwn());
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    LOG.error("pool {} serves nobody: {}", name(), cause.getMessage());
  }

  @Override
  public void changed(PoolStats changed) {
    stats = changed;
  }

  @Override
  public void holds(ClientIa client) {
    directory.ifPresent(d -> d.put(client, index));
  }

  @Override
  public void holdsNoMore(ClientIa client) {
    directory.ifPresent(d -> d.remove(client, index));
  }
}
