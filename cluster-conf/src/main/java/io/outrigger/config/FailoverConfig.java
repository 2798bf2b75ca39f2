package io.outrigger.config;

import java.util.List;

/**
 * Failover with any number of partners (RFC 8156).
 *
 * @param listen where partners connect to
 */
public record FailoverConfig(List<Endpoint> listen, List<RelationshipConfig> relationships) {
  public static final FailoverConfig NONE = new FailoverConfig(List.of(), List.of());

  public FailoverConfig {
    listen = List.copyOf(listen);
    relationships = List.copyOf(relationships);
  }
}
