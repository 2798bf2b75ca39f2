package io.outrigger.admin;

import io.outrigger.dhcp.Ipv6Prefix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server that is not there, and that remembers what it was told to do. */
public final class FakeView implements ServerView {
  private final List<AdminPool> pools;
  private final List<String> notReady;
  private final List<RelationshipStatus> relationships = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private CompletionStage<Commanded> answer =
      CompletableFuture.completedStage(new Commanded.Done("done"));

  /**
   * @param notReady why it serves nobody
   */
  public FakeView(List<AdminPool> pools, List<String> notReady) {
    this.pools = List.copyOf(pools);
    this.notReady = List.copyOf(notReady);
  }

  public static FakeView of(AdminPool... pools) {
    return new FakeView(List.of(pools), List.of());
  }

  /** With a relationship of that name, as {@link #relationship} makes it. */
  public FakeView sharing(String relationship) {
    relationships.add(relationship(relationship));
    return this;
  }

  /** What every command gets from now on. */
  public FakeView answering(Commanded commanded) {
    answer = CompletableFuture.completedStage(commanded);
    return this;
  }

  /** Every command fails from now on. */
  public FakeView failing(Exception failure) {
    answer = CompletableFuture.failedStage(failure);
    return this;
  }

  /** The commands that it was given, in order; emptied by asking. */
  public List<String> told() {
    synchronized (told) {
      List<String> all = List.copyOf(told);
      told.clear();
      return all;
    }
  }

  public static RelationshipStatus relationship(String name) {
    return new RelationshipStatus(
        name,
        "primary",
        "COMMUNICATIONS-INTERRUPTED",
        "2026-11-21T09:00:00Z",
        "NORMAL",
        "NORMAL",
        "interrupted",
        "the partner",
        0,
        12,
        -250L,
        3600,
        false,
        "2026-11-21T10:00:00Z",
        90L,
        1,
        null,
        false,
        100,
        "differs",
        List.of("lab-pd"),
        List.of("OR1003 communications interrupted since 2026-11-21T09:00:00Z"),
        "connection refused");
  }

  @Override
  public String name() {
    return "alpha";
  }

  @Override
  public String version() {
    return "0.1.0";
  }

  @Override
  public Instant since() {
    return Instant.parse("2026-11-21T08:00:00.25Z");
  }

  @Override
  public List<RelationshipStatus> relationships() {
    return relationships;
  }

  @Override
  public List<AdminPool> pools() {
    return pools;
  }

  @Override
  public List<String> notReady() {
    return notReady;
  }

  @Override
  public CompletionStage<Commanded> partnerDown(String relationship) {
    return command("partner-down " + relationship);
  }

  @Override
  public CompletionStage<Optional<PartnerDownPreview>> partnerDownPreview(String relationship) {
    return CompletableFuture.completedStage(
        relationships.stream()
            .filter(each -> each.name().equals(relationship))
            .findFirst()
            .map(
                _found ->
                    new PartnerDownPreview(
                        relationship,
                        false,
                        "the partner is in reach",
                        "2026-11-21T10:00:00Z",
                        3600,
                        List.of(
                            new PartnerDownPreview.PoolPreview(
                                "lab-na",
                                List.of(new PartnerDownPreview.Step("2026-11-21T10:00:00Z", 7, 7)),
                                3)),
                        List.of("first line", "second line"))));
  }

  @Override
  public CompletionStage<Commanded> reload() {
    return command("reload");
  }

  @Override
  public CompletionStage<Commanded> reset(Ipv6Prefix resource) {
    return command("reset " + resource);
  }

  /** Knows every resource of its pools. */
  @Override
  public CompletionStage<Optional<Explanation>> explain(Ipv6Prefix resource) {
    return CompletableFuture.completedStage(
        pools.stream()
            .filter(pool -> pool.covers(resource))
            .findFirst()
            .map(pool -> explanation(resource, pool.status().name())));
  }

  private static Explanation explanation(Ipv6Prefix resource, String pool) {
    return Explanations.of(
        resource,
        null,
        new PoolFacts(
            pool,
            "lab",
            new io.outrigger.lease.LifetimePolicy(3600, 7200, 1800, 2880),
            86_400,
            false,
            Optional.empty()),
        Instant.parse("2026-11-21T10:00:00Z"));
  }

  private CompletionStage<Commanded> command(String command) {
    synchronized (told) {
      told.add(command);
    }
    return answer;
  }
}
