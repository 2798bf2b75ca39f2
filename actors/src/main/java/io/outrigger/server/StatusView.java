package io.outrigger.server;

import io.outrigger.admin.AdminPool;
import io.outrigger.admin.Commanded;
import io.outrigger.admin.Explanation;
import io.outrigger.admin.PartnerDownPreview;
import io.outrigger.admin.RelationshipStatus;
import io.outrigger.admin.ServerView;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.JournalHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A running server, for the admin HTTP. */
final class StatusView implements ServerView {
  private final OutriggerServer server;
  private final JournalHealth journal;
  private final Reloader reloader;
  private final PartnerDownOrder partnerDown;
  private final PartnerDownTrial partnerDownTrial;
  private final AbandonedReset reset;
  private final LeaseExplainer explainer;

  StatusView(OutriggerServer server, Reloader reloader) {
    this.server = server;
    this.reloader = reloader;
    this.journal = JournalHealth.of(server.system());
    this.partnerDown = new PartnerDownOrder(server);
    this.partnerDownTrial = new PartnerDownTrial(server);
    this.reset = new AbandonedReset(server);
    this.explainer = new LeaseExplainer(server);
  }

  @Override
  public String name() {
    return server.config().server().name();
  }

  @Override
  public String version() {
    return Version.text();
  }

  @Override
  public Instant since() {
    return server.since();
  }

  @Override
  public List<RelationshipStatus> relationships() {
    return server.relationshipViews().stream().map(RelationshipView::status).toList();
  }

  @Override
  public List<AdminPool> pools() {
    return List.copyOf(server.handledPools());
  }

  @Override
  public List<String> notReady() {
    List<String> reasons = new ArrayList<>();
    switch (journal.state()) {
      case JournalHealth.State.Working _unused -> {}
      case JournalHealth.State.Stalled stalled ->
          reasons.add(
              "the journal has not been able to write since "
                  + stalled.since()
                  + ": "
                  + stalled.reason());
      case JournalHealth.State.Refused refused -> reasons.add("no journal: " + refused.reason());
    }
    for (PoolHandle pool : server.pools()) {
      if (!pool.isReady()) {
        reasons.add(
            pool.failure()
                .map(failure -> "pool " + pool.name() + " failed: " + failure.getMessage())
                .orElse("pool " + pool.name() + " still reads its leases from the journal"));
      }
    }
    for (RelationshipStatus relationship : relationships()) {
      OperatorAdvice.notReady(relationship).ifPresent(reasons::add);
    }
    return reasons;
  }

  @Override
  public CompletionStage<Commanded> partnerDown(String relationship) {
    return partnerDown.declare(relationship);
  }

  @Override
  public CompletionStage<Optional<PartnerDownPreview>> partnerDownPreview(String relationship) {
    return partnerDownTrial.preview(relationship);
  }

  @Override
  public CompletionStage<Commanded> reload() {
    return reloader.reload();
  }

  @Override
  public CompletionStage<Commanded> reset(Ipv6Prefix resource) {
    return reset.reset(resource);
  }

  @Override
  public CompletionStage<Optional<Explanation>> explain(Ipv6Prefix resource) {
    return explainer.explain(resource);
  }
}
