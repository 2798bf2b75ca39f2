package io.outrigger.partner;

import java.time.InstantSource;

/** The world, as the actors of the links are given it. */
public record LinkContext(PartnerTransport transport, InstantSource clock, LinkCounters counters) {}
