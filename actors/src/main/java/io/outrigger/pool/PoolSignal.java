package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shared pool tells whoever exchanges binding updates with the partner. */
public interface PoolSignal {

  /** There are updates to be taken; said again only after they have been taken. */
  record UpdatesReady(String pool) implements PoolSignal {}

  /**
   * What was asked for with {@link PoolAllocator.TakeUpdates}.
   *
   * @param more whether there are further ones
   */
  record UpdatesTaken(String pool, long epoch, List<Lease> leases, boolean more)
      implements PoolSignal {}

  /**
   * One judgement of an update received.
   *
   * @param otherClient who held the resource here until now, if both servers had it ACTIVE for
   *     different clients; null if not
   */
  record Verdict(long token, Judgement judgement, @Nullable Duid otherClient) {}

  /** Updates received have been judged, and what was accepted is on stable storage. */
  record Judged(List<Verdict> verdicts) implements PoolSignal {}

  /** All that a sweep is to bring has been answered by the partner. */
  record SweepDone(String pool, long number) implements PoolSignal {}

  /** The primary shares out a proportional pool anew (RFC 8156 §4.2.2). */
  sealed interface Balance extends PoolSignal {
    String pool();
  }

  /**
   * @param moving resources to the secondary; back if negative
   */
  record BalanceStarted(String pool, long freeOwn, long freePartner, long moving)
      implements Balance {}

  record BalanceDone(String pool, long freeOwn, long freePartner) implements Balance {}

  /** The partner asked, and there is nothing to give. */
  record BalanceRefused(String pool, String reason) implements Balance {}
}
