package io.outrigger.server;

import io.outrigger.admin.AdminPool;
import io.outrigger.admin.PoolStatus;
import io.outrigger.config.PoolConfig;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.pool.PoolAllocator;
import io.outrigger.pool.PoolAllocator.LeasePage;
import io.outrigger.pool.PoolStats;
import java.time.Duration;
import java.util.Locale;
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
    Optional<PoolConfig> shared = handle.config().filter(pool -> pool.relationship().isPresent());
    return new PoolStatus(
        handle.name(),
        handle.link(),
        resourceLength() == Ipv6Address.BITS ? "address" : "prefix",
        shared.map(pool -> pool.allocation().name().toLowerCase(Locale.ROOT)).orElse(null),
        shared.flatMap(PoolConfig::relationship).orElse(null),
        stats == null ? null : stats.capacity(),
        stats == null ? null : stats.active(),
        stats == null ? null : stats.freeOwn(),
        stats == null ? null : stats.freePartner(),
        stats == null ? null : stats.abandoned(),
        handle.waiting());
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

  private CompletionStage<LeasePage> ask(
      Function<ActorRef<LeasePage>, PoolAllocator.Command> question) {
    return handle
        .allocator()
        .map(allocator -> AskPattern.ask(allocator, question, PATIENCE, scheduler))
        .orElseGet(() -> CompletableFuture.failedStage(new TimeoutException("not started")));
  }
}
