package io.outrigger.server;

import io.outrigger.admin.PartnerDownPreview;
import io.outrigger.admin.PartnerDownPreview.PoolPreview;
import io.outrigger.admin.PreviewTally;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.Endpoint;
import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.endpoint.EndpointSettings;
import io.outrigger.endpoint.Step;
import io.outrigger.pool.PoolStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;

/**
 * What partner-down would do, counted page by page: each page costs its pool about a millisecond,
 * and the counting has a thread elsewhere.
 */
final class PartnerDownTrial {
  private static final int PAGE = 512;

  private final OutriggerServer server;
  private final Executor counting;

  PartnerDownTrial(OutriggerServer server) {
    this.server = server;
    counting =
        server
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("outrigger.admin-dispatcher"));
  }

  /** As {@link io.outrigger.admin.ServerView#partnerDownPreview}. */
  CompletionStage<Optional<PartnerDownPreview>> preview(String name) {
    Optional<RelationshipHandle> found = server.relationship(name);
    if (found.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    RelationshipHandle relationship = found.get();
    Instant now = server.clock().instant();
    String refusal = refusal(relationship, now).orElse(null);
    CompletionStage<List<PoolPreview>> counted =
        CompletableFuture.completedStage(new ArrayList<>());
    for (HandledPool pool : server.handledPools()) {
      if (pool.handle().relationship().filter(relationship::equals).isPresent()) {
        counted =
            counted.thenCompose(
                previews ->
                    count(pool, now)
                        .thenApply(
                            preview -> {
                              previews.add(preview);
                              return previews;
                            }));
      }
    }
    return counted.thenApply(
        previews ->
            Optional.of(
                PartnerDownPreview.of(
                    name, refusal, relationship.mclt().toSeconds(), previews, now)));
  }

  /** Asks the state machine itself; what it would do is thrown away. */
  private static Optional<String> refusal(RelationshipHandle relationship, Instant now) {
    RelationshipHandle.Standing standing = relationship.standing().orElse(null);
    if (standing == null) {
      return Optional.of("the state of the relationship has not been read from the journal yet");
    }
    Step step =
        Endpoint.step(
            standing.state(),
            new EndpointEvent.PartnerDownDeclared(),
            now,
            EndpointSettings.of(relationship.config()).withMclt(standing.mclt()));
    return step.refused() ? Optional.of(step.rule().reason()) : Optional.empty();
  }

  private CompletionStage<PoolPreview> count(HandledPool pool, Instant now) {
    PoolStats stats = pool.handle().stats().orElse(null);
    if (stats == null) {
      return CompletableFuture.failedStage(new TimeoutException("leases not read yet"));
    }
    CompletableFuture<PoolPreview> counted = new CompletableFuture<>();
    PreviewTally tally =
        new PreviewTally(pool.facts(false, now), stats.freeOwn(), stats.freePartner(), now);
    count(pool, tally, null, counted);
    return counted;
  }

  private void count(
      HandledPool pool,
      PreviewTally tally,
      @Nullable Ipv6Prefix after,
      CompletableFuture<PoolPreview> counted) {
    pool.page(after, PAGE)
        .whenCompleteAsync(
            (page, failure) -> {
              if (failure != null) {
                counted.completeExceptionally(failure);
                return;
              }
              page.leases().forEach(each -> tally.add(each, pool.isReserved(each.resource())));
              if (page.more()) {
                count(pool, tally, page.leases().getLast().resource(), counted);
              } else {
                counted.complete(tally.preview());
              }
            },
            counting);
  }
}
