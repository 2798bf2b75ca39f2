package io.outrigger.admin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The answer of {@code /api/status}.
 *
 * @param since ISO-8601 UTC
 */
@JsonPropertyOrder({"server", "version", "since", "relationships", "pools"})
public record ServerStatus(
    String server,
    String version,
    String since,
    List<RelationshipStatus> relationships,
    List<PoolStatus> pools) {

  static ServerStatus of(ServerView view) {
    return new ServerStatus(
        view.name(),
        view.version(),
        view.since().truncatedTo(ChronoUnit.SECONDS).toString(),
        view.relationships(),
        view.pools().stream().map(AdminPool::status).toList());
  }
}
