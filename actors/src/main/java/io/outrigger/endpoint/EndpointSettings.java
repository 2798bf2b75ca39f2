package io.outrigger.endpoint;

import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.StartAlone;
import java.time.Duration;
import java.util.Optional;

/**
 * What the configuration leaves to the site.
 *
 * @param startupTime how long STARTUP waits for the partner (RFC 8156 §8.3.2 step 3)
 * @param mclt the MCLT in use: the primary's, which the secondary learns from CONNECT (§6.1.2)
 * @param autoPartnerDown time in COMMUNICATIONS-INTERRUPTED until PARTNER-DOWN; empty: never
 * @param startAlone what a secondary does that never ran before and hears nobody
 */
public record EndpointSettings(
    Duration startupTime,
    Duration mclt,
    Optional<Duration> autoPartnerDown,
    StartAlone startAlone) {

  /** As configured, with the configured MCLT. */
  public static EndpointSettings of(RelationshipConfig config) {
    return new EndpointSettings(
        config.startupTime(), config.mclt(), config.autoPartnerDown(), config.startAlone());
  }

  /** The same with the MCLT that a CONNECT brought. */
  public EndpointSettings withMclt(Duration received) {
    return new EndpointSettings(startupTime, received, autoPartnerDown, startAlone);
  }
}
