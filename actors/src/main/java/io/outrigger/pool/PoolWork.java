package io.outrigger.pool;

import java.time.Instant;

/** One {@link IaRequest} on its way to a pool, and who waits for the result. */
public non-sealed interface PoolWork extends PoolTask {

  IaRequest request();

  /** When the message was read that asks for it. */
  Instant arrived();

  /** Called once, on the pool's thread, when the result is on stable storage. */
  void completed(IaResult result, Instant decidedAt);

  /**
   * Called instead, on any thread, when the work is given up: too much waits, or the pool stopped.
   */
  void dropped();
}
