package io.outrigger.server;

import io.outrigger.events.EventBudget;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.PoolWork;
import java.time.Instant;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** A Decline on its way to a pool; tells of what was declined once that is stored. */
final class WatchedDecline implements PoolWork {
  private final PoolWork work;
  private final String pool;
  private final EventBudget budget;
  private final Logger log;

  /**
   * @param work a Decline
   */
  WatchedDecline(PoolWork work, String pool, EventBudget budget, Logger log) {
    this.work = work;
    this.pool = pool;
    this.budget = budget;
    this.log = log;
  }

  @Override
  public IaRequest request() {
    return work.request();
  }

  @Override
  public Instant arrived() {
    return work.arrived();
  }

  @Override
  public void completed(IaResult result, Instant decidedAt) {
    work.completed(result, decidedAt);
    if (result instanceof IaResult.Ended ended
        && !ended.resources().isEmpty()
        && budget.take(decidedAt).isPresent()) {
      EventLine.of(EventId.RESOURCE_DECLINED)
          .with("pool", pool)
          .with(
              "resource",
              ended.resources().stream().map(Object::toString).collect(Collectors.joining(",")))
          .with("client", work.request().client().duid().toHex())
          .to(log);
    }
  }

  @Override
  public void dropped() {
    work.dropped();
  }
}
