package io.outrigger.server;

import io.outrigger.admin.Commanded;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.lease.Lease;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator takes an abandoned resource back (RFC 8156 §7.2, transition 10). */
final class AbandonedReset {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedReset.class);

  private final OutriggerServer server;

  AbandonedReset(OutriggerServer server) {
    this.server = server;
  }

  /** As {@link io.outrigger.admin.ServerView#reset}. */
  CompletionStage<Commanded> reset(Ipv6Prefix resource) {
    return new LeaseFinder(server.handledPools())
        .find(resource)
        .thenCompose(
            found ->
                found
                    .map(each -> reset(resource, each))
                    .orElseGet(
                        () ->
                            CompletableFuture.completedStage(
                                new Commanded.Unknown("no pool here leases " + resource))));
  }

  private static CompletionStage<Commanded> reset(Ipv6Prefix resource, LeaseFinder.Found found) {
    return found
        .pool()
        .reset(resource)
        .thenApply(
            result ->
                switch (result) {
                  case DONE -> done(resource, found.pool());
                  case NOT_ABANDONED -> refused(resource, found);
                });
  }

  private static Commanded done(Ipv6Prefix resource, HandledPool pool) {
    EventLine.of(EventId.ABANDONED_RESET)
        .with("pool", pool.handle().name())
        .with("resource", resource)
        .with("by", "operator")
        .to(LOG);
    return new Commanded.Done(
        pool.handle().relationship().isPresent()
            ? resource + " is RESET: it can be leased again when the partner has acked that"
            : resource + " can be leased again");
  }

  private static Commanded refused(Ipv6Prefix resource, LeaseFinder.Found found) {
    String status =
        found
            .lease()
            .map(Lease::status)
            .map(each -> "it is " + each.name().replace('_', '-'))
            .orElse("nothing is known against it");
    return new Commanded.Refused(resource + " is not abandoned: " + status);
  }
}
