package io.outrigger.pool;

import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import java.util.List;

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

  /** One judgement of an update received. */
  record Verdict(long token, Judgement judgement) {}

  /** Updates received have been judged, and what was accepted is on stable storage. */
  record Judged(List<Verdict> verdicts) implements PoolSignal {}

  /** All that a sweep is to bring has been answered by the partner. */
  record SweepDone(String pool, long number) implements PoolSignal {}
}
