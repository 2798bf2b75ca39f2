package io.outrigger.relationship;

import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.TimeSkew;
import io.outrigger.endpoint.EndpointSettings;
import java.time.Duration;

/**
 * What a relationship is told of its configuration; another one may come at any time.
 *
 * @param patience after this long without an answer to an update the partner counts as unable to
 *     work (RFC 8156 §8.8.2)
 */
public record RelationshipSettings(
    RelationshipConfig config, EndpointSettings endpoint, Duration patience) {

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(15);

  public static RelationshipSettings of(RelationshipConfig config) {
    Duration keepalive = config.keepalive();
    return new RelationshipSettings(
        config,
        EndpointSettings.of(config),
        keepalive.compareTo(LEAST_PATIENCE) > 0 ? keepalive : LEAST_PATIENCE);
  }

  public String name() {
    return config.name();
  }

  boolean correctsSkew() {
    return config.timeSkew() == TimeSkew.CORRECT;
  }

  /** The journal's name for the endpoint. */
  String persistenceId() {
    return "endpoint|" + name();
  }
}
