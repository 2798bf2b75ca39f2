package io.outrigger.admin;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolAllocator.LeasePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The leases that a query asks for, page by page: the next page is asked for when the reader has
 * taken the one before, so a slow reader costs one page of memory and no pool waits for it.
 */
final class LeaseListing {
  /** Keeps a pool from its clients for about a millisecond. */
  private static final int PAGE = 512;

  /** Rendering has threads of its own. */
  private static final String DISPATCHER = "outrigger.admin-dispatcher";

  private final LeaseQuery query;
  private final List<AdminPool> pools;
  private final String server;

  /**
   * @param pools those to ask, in order
   */
  LeaseListing(LeaseQuery query, List<AdminPool> pools, String server) {
    this.query = query;
    this.pools = pools;
    this.server = server;
  }

  /** Where a listing stands: the pool, the last resource seen there, and how many may follow. */
  private record Cursor(int pool, @Nullable Ipv6Prefix after, long remaining) {}

  private record Part(List<Lease> leases, String pool) {}

  /**
   * Lines of JSON. Completes when the first part is there; fails, then or later in the stream, if a
   * pool does not answer.
   */
  CompletionStage<Source<ByteString, NotUsed>> lines() {
    return start()
        .thenCompose(this::next)
        .thenApply(
            first ->
                parts(first)
                    .filter(part -> !part.leases().isEmpty())
                    .map(part -> LeaseJson.lines(part.leases(), part.pool(), server))
                    .async(DISPATCHER));
  }

  private Source<Part, NotUsed> parts(Optional<Pair<Cursor, Part>> first) {
    return first
        .map(
            step ->
                Source.single(step.second()).concat(Source.unfoldAsync(step.first(), this::next)))
        .orElseGet(Source::empty);
  }

  /** The cursor of the pool that {@code after} stands in. */
  private CompletionStage<Cursor> start() {
    Ipv6Prefix after = query.after();
    Cursor first = new Cursor(0, after, query.limit());
    if (after == null || pools.size() == 1) {
      return CompletableFuture.completedStage(first);
    }
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).covers(after)) {
        return CompletableFuture.completedStage(new Cursor(i, after, query.limit()));
      }
    }
    return holder(after, 0);
  }

  /** A pool that was made smaller still has the leases that it gave: one of those may be meant. */
  private CompletionStage<Cursor> holder(Ipv6Prefix after, int from) {
    if (from == pools.size()) {
      return CompletableFuture.failedStage(
          new UnknownResource("no pool has " + after + ": give the last resource that was listed"));
    }
    return pools
        .get(from)
        .find(after)
        .thenCompose(
            page ->
                page.leases().isEmpty()
                    ? holder(after, from + 1)
                    : CompletableFuture.completedStage(new Cursor(from, after, query.limit())));
  }

  /** {@code after} is no resource of any pool. */
  static final class UnknownResource extends Exception {
    private static final long serialVersionUID = 1L;

    private UnknownResource(String message) {
      super(message, null, false, false);
    }
  }

  private CompletionStage<Optional<Pair<Cursor, Part>>> next(Cursor cursor) {
    if (cursor.pool() == pools.size() || cursor.remaining() == 0) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    AdminPool pool = pools.get(cursor.pool());
    return ask(pool, cursor)
        .thenApply(
            page -> {
              List<Lease> wanted = wanted(page.leases(), cursor.remaining());
              long remaining = cursor.remaining() - wanted.size();
              Cursor next =
                  page.more()
                      ? new Cursor(cursor.pool(), page.leases().getLast().resource(), remaining)
                      : new Cursor(cursor.pool() + 1, null, remaining);
              return Optional.of(Pair.create(next, new Part(wanted, pool.status().name())));
            });
  }

  private CompletionStage<LeasePage> ask(AdminPool pool, Cursor cursor) {
    Ipv6Prefix address = query.address();
    if (address == null) {
      boolean all = query.client() == null && query.statuses().isEmpty();
      return pool.page(cursor.after(), all ? (int) Math.min(PAGE, cursor.remaining()) : PAGE);
    }
    Ipv6Prefix resource =
        address.isAddress() ? Ipv6Prefix.of(address.address(), pool.resourceLength()) : address;
    Ipv6Prefix after = cursor.after();
    return after != null && resource.compareTo(after) <= 0
        ? CompletableFuture.completedStage(new LeasePage(List.of(), false))
        : pool.find(resource);
  }

  private List<Lease> wanted(List<Lease> leases, long most) {
    List<Lease> wanted = new ArrayList<>();
    for (Lease lease : leases) {
      if (wanted.size() < most && query.wants(lease)) {
        wanted.add(lease);
      }
    }
    return wanted;
  }
}
