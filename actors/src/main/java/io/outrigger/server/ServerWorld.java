package io.outrigger.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.outrigger.client.NetworkEdge;
import io.outrigger.partner.PartnerTransport;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * All that a server has of the world; a simulation gives it another one.
 *
 * @param edge where clients are
 * @param transport where partners are
 * @param random keys hash tables; thread-safe
 * @param actors what the actors run on, before all that is configured elsewhere
 */
public record ServerWorld(
    NetworkEdge edge,
    PartnerTransport transport,
    InstantSource clock,
    RandomGenerator random,
    Config actors) {

  /** With actors on threads. */
  public ServerWorld(
      NetworkEdge edge, PartnerTransport transport, InstantSource clock, RandomGenerator random) {
    this(edge, transport, clock, random, ConfigFactory.empty());
  }
}
