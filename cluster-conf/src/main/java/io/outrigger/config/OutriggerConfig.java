package io.outrigger.config;

import java.util.List;
import java.util.Optional;

/** All that one server is told: itself, its failover relationships, the links it serves. */
public record OutriggerConfig(
    ServerConfig server, FailoverConfig failover, List<LinkConfig> links) {

  public OutriggerConfig {
    links = List.copyOf(links);
  }

  /** The relationship of that name, if there is one. */
  public Optional<RelationshipConfig> relationship(String name) {
    return failover.relationships().stream().filter(r -> r.name().equals(name)).findFirst();
  }
}
