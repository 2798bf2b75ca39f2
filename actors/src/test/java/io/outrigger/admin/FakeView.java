package io.outrigger.admin;

import java.time.Instant;
import java.util.List;

/**
 * A server that is not there.
 *
 * @param notReady why it serves nobody
 */
public record FakeView(List<AdminPool> pools, List<String> notReady) implements ServerView {

  public static FakeView of(AdminPool... pools) {
    return new FakeView(List.of(pools), List.of());
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
    return List.of();
  }
}
