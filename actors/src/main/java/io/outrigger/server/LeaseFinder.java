package io.outrigger.server;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the pool of a resource and what that knows of it. */
final class LeaseFinder {

  /**
   * @param lease empty: there is no record of it
   */
  record Found(HandledPool pool, Optional<Lease> lease) {}

  private final List<HandledPool> pools;

  LeaseFinder(List<HandledPool> pools) {
    this.pools = pools;
  }

  /**
   * Empty if no pool has that resource.
   *
   * @return fails with a TimeoutException if a pool does not answer
   */
  CompletionStage<Optional<Found>> find(Ipv6Prefix resource) {
    for (HandledPool pool : pools) {
      if (pool.covers(resource)) {
        return pool.find(resource)
            .thenApply(page -> Optional.of(new Found(pool, page.leases().stream().findFirst())));
      }
    }
    return holder(resource, 0);
  }

  /** A pool that was made smaller still has the leases that it gave. */
  private CompletionStage<Optional<Found>> holder(Ipv6Prefix resource, int from) {
    if (from == pools.size()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    HandledPool pool = pools.get(from);
    return pool.find(resource)
        .thenCompose(
            page ->
                page.leases().isEmpty()
                    ? holder(resource, from + 1)
                    : CompletableFuture.completedStage(
                        Optional.of(new Found(pool, page.leases().stream().findFirst()))));
  }
}
