package io.outrigger.server;

import io.outrigger.admin.Explanation;
import io.outrigger.admin.Explanations;
import io.outrigger.dhcp.Ipv6Prefix;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Says of a running server's leases why they are as they are. */
final class LeaseExplainer {
  private final OutriggerServer server;

  LeaseExplainer(OutriggerServer server) {
    this.server = server;
  }

  /** As {@link io.outrigger.admin.ServerView#explain}. */
  CompletionStage<Optional<Explanation>> explain(Ipv6Prefix resource) {
    return new LeaseFinder(server.handledPools())
        .find(resource)
        .thenApply(found -> found.map(each -> explanation(resource, each)));
  }

  private Explanation explanation(Ipv6Prefix resource, LeaseFinder.Found found) {
    Instant now = server.clock().instant();
    HandledPool pool = found.pool();
    return Explanations.of(
        resource, found.lease().orElse(null), pool.facts(pool.isReserved(resource), now), now);
  }
}
