package io.outrigger.admin;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.pool.PoolAllocator.LeasePage;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One pool as the admin HTTP sees it. Thread-safe; no method blocks. */
public interface AdminPool {

  PoolStatus status();

  /** Whether its leases can be asked for. */
  boolean isReady();

  /** Bits of what it leases: 128 for addresses. */
  int resourceLength();

  /** Whether {@code resource} is one that this pool leases. */
  boolean covers(Ipv6Prefix resource);

  /**
   * The leases past {@code after} in ascending order of their resources.
   *
   * @param after null: from the first on
   * @param limit from 1
   * @return fails with a TimeoutException if the pool does not answer
   */
  CompletionStage<LeasePage> page(@Nullable Ipv6Prefix after, int limit);

  /** The lease of {@code resource}, or none; fails as {@link #page} does. */
  CompletionStage<LeasePage> find(Ipv6Prefix resource);
}
