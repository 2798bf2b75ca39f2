package io.outrigger.server;

import io.outrigger.admin.AdminPool;
import io.outrigger.admin.PoolFacts;
import io.outrigger.admin.PoolStatus;
import io.outrigger.config.Allocation;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.pool.PoolAllocator.LeasePage;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.Sharing;
import io.outrigger.pool.SharingCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.japi.function.Function;
import org.jspecify.annotations.Nullable;

/** A pool of a running server, for the admin HTTP. */
final class HandledPool implements AdminPool {
  /** A pool answers between two journal writes; only one that cannot write takes this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PoolHandle handle;
  private final Scheduler scheduler;

  HandledPool(PoolHandle handle, Scheduler scheduler) {
    this.handle = handle;
    this.scheduler = scheduler;
  }

  @Override
  public PoolStatus status() {
    @Nullable PoolStats stats = handle.stats().orElse(null);
    Optional<Sharing> sharing = handle.settings().sharing();
    return new PoolStatus(
        handle.name(),
        handle.link(),
        resourceLength() == Ipv6Address.BITS ? "address" : "prefix",
        sharing.map(each -> each.proportional() ? "proportional" : "independent").orElse(null),
        handle.relationship().map(RelationshipHandle::name).orElse(null),
        stats == null ? null : capacity(stats),
        stats == null ? null : stats.active(),
        stats == null ? null : stats.freeOwn(),
        stats == null ? null : stats.freePartner(),
        stats == null ? null : stats.abandoned(),
        handle.waiting());
  }

  /** The reservations outside the pools of a link are a pool without a space of its own. */
  private long capacity(PoolStats stats) {
    return handle.config().isPresent() ? stats.capacity() : handle.settings().reserved().size();
  }

  @Override
  public boolean isReady() {
    return handle.isReady();
  }

  @Override
  public int resourceLength() {
    return handle.settings().space().resourceLength();
  }

  @Override
  public boolean covers(Ipv6Prefix resource) {
    return handle.settings().space().contains(resource)
        || handle.settings().reserved().contains(resource);
  }

  @Override
  public CompletionStage<LeasePage> page(@Nullable Ipv6Prefix after, int limit) {
    return ask(replyTo -> new PoolAllocator.ListLeases(after, limit, replyTo));
  }

  @Override
  public CompletionStage<LeasePage> find(Ipv6Prefix resource) {
    return ask(replyTo -> new PoolAllocator.FindLease(resource, replyTo));
  }

  /** Takes {@code resource} out of ABANDONED; fails as {@link #page} does. */
  CompletionStage<SharingCommand.ResetResult> reset(Ipv6Prefix resource) {
    return ask(replyTo -> new SharingCommand.ResetAbandoned(resource, replyTo));
  }

  PoolHandle handle() {
    return handle;
  }

  boolean isReserved(Ipv6Prefix resource) {
    return handle.settings().reserved().contains(resource);
  }

  /** What the pool has to do with a lease in it. */
  PoolFacts facts(boolean reserved, Instant now) {
    return new PoolFacts(
        handle.name(),
        handle.link(),
        handle.lifetimes(),
        handle.settings().abandonedSeconds(),
        reserved,
        handle.relationship().map(relationship -> shared(relationship, now)));
  }

  private PoolFacts.Shared shared(RelationshipHandle relationship, Instant now) {
    return new PoolFacts.Shared(
        relationship.name(),
        handle.isProportional() ? Allocation.PROPORTIONAL : Allocation.INDEPENDENT,
        relationship.role(),
        relationship.mclt().toSeconds(),
        relationship
            .policy(now)
            .forLeasesOf(
                Duration.ofSeconds(handle.lifetimes().validSeconds()), relationship.mclt()));
  }

  private <T> CompletionStage<T> ask(Function<ActorRef<T>, PoolAllocator.Command> question) {
    return handle
        .allocator()
        .map(allocator -> AskPattern.ask(allocator, question, PATIENCE, scheduler))
        .orElseGet(() -> CompletableFuture.failedStage(new TimeoutException("not started")));
  }
}
