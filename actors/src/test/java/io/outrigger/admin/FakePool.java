package io.outrigger.admin;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolAllocator.LeasePage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A pool whose first resources are all leased, each to a client of its own; made when asked. */
public final class FakePool implements AdminPool {
  public static final long SINCE = 1_800_000_000L;

  private final String name;
  private final Ipv6Prefix space;
  private final int resourceLength;
  private final int leases;
  private final AtomicInteger pagesAsked = new AtomicInteger();
  private boolean ready = true;
  private boolean silent;
  private List<BindingStatus> statuses = List.of(BindingStatus.ACTIVE);

  /**
   * @param leases how many there are, from the first resource on
   */
  public FakePool(String name, String space, int resourceLength, int leases) {
    this.name = name;
    this.space = Ipv6Prefix.parse(space);
    this.resourceLength = resourceLength;
    this.leases = leases;
  }

  public FakePool notReady() {
    ready = false;
    return this;
  }

  /** Its leases have these in turns. */
  public FakePool withStatuses(BindingStatus... inTurns) {
    statuses = List.of(inTurns);
    return this;
  }

  /** Never answers. */
  public FakePool silent() {
    silent = true;
    return this;
  }

  public int pagesAsked() {
    return pagesAsked.get();
  }

  @Override
  public PoolStatus status() {
    long capacity = 65_536;
    return new PoolStatus(
        name,
        "lab",
        resourceLength == Ipv6Address.BITS ? "address" : "prefix",
        null,
        null,
        ready ? capacity : null,
        ready ? (long) leases : null,
        ready ? capacity - leases : null,
        ready ? 0L : null,
        ready ? 0L : null,
        3);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public int resourceLength() {
    return resourceLength;
  }

  @Override
  public boolean covers(Ipv6Prefix resource) {
    return resource.length() == resourceLength && space.contains(resource);
  }

  @Override
  public CompletionStage<LeasePage> page(@Nullable Ipv6Prefix after, int limit) {
    pagesAsked.incrementAndGet();
    if (silent) {
      return CompletableFuture.failedStage(new TimeoutException());
    }
    int from = after == null ? 0 : indexOf(after) + 1;
    int to = Math.min(leases, from + limit);
    List<Lease> page = new ArrayList<>();
    for (int i = from; i < to; i++) {
      page.add(lease(i));
    }
    return CompletableFuture.completedStage(new LeasePage(page, to < leases));
  }

  @Override
  public CompletionStage<LeasePage> find(Ipv6Prefix resource) {
    if (silent) {
      return CompletableFuture.failedStage(new TimeoutException());
    }
    List<Lease> found =
        covers(resource) && resource.compareTo(resource(leases)) < 0
            ? List.of(lease(indexOf(resource)))
            : List.of();
    return CompletableFuture.completedStage(new LeasePage(found, false));
  }

  public Ipv6Prefix resource(int index) {
    return resourceLength == Ipv6Address.BITS
        ? new Ipv6Prefix(space.high(), space.low() + index, resourceLength)
        : new Ipv6Prefix(space.high() + ((long) index << (64 - resourceLength)), 0, resourceLength);
  }

  private int indexOf(Ipv6Prefix resource) {
    return resourceLength == Ipv6Address.BITS
        ? (int) (resource.low() - space.low())
        : (int) ((resource.high() - space.high()) >>> (64 - resourceLength));
  }

  public static Duid client(int index) {
    return Duid.of(
        (byte) 0,
        (byte) 3,
        (byte) 0,
        (byte) 1,
        (byte) 2,
        (byte) 0,
        (byte) (index >> 24),
        (byte) (index >> 16),
        (byte) (index >> 8),
        (byte) index);
  }

  private Lease lease(int index) {
    return new Lease(
        resource(index),
        statuses.get(index % statuses.size()),
        SINCE,
        client(index),
        -1,
        3600,
        7200,
        SINCE + 7200,
        SINCE,
        0,
        0,
        0,
        0,
        false,
        null,
        null);
  }
}
