package io.outrigger.server;

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
 */
public record ServerWorld(
    NetworkEdge edge, PartnerTransport transport, InstantSource clock, RandomGenerator random) {}
