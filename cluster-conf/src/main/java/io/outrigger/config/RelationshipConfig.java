package io.outrigger.config;

import java.time.Duration;
import java.util.Optional;

/**
 * One failover relationship: the pools that name it are shared with its partner.
 *
 * @param name the same on both servers
 * @param partner where the partner listens
 * @param mclt maximum client lead time, whole seconds, at least 30 s (RFC 8156 §4.4)
 * @param keepalive the longest silence that we take for life, whole seconds (RFC 8156 §6.6)
 * @param maxUnackedBndupd binding updates that we take before we answer the first, from 1
 * @param autoPartnerDown time in COMMUNICATIONS-INTERRUPTED until PARTNER-DOWN; empty: never
 *     without the operator
 * @param startupTime how long STARTUP waits for the partner (RFC 8156 §8.3)
 * @param startAlone what a secondary does that never ran before and hears nobody
 * @param timeSkew what is done about a partner whose clock differs
 * @param reconnectTime pause between attempts to connect
 */
public record RelationshipConfig(
    String name,
    FailoverRole role,
    Endpoint partner,
    Duration mclt,
    Duration keepalive,
    int maxUnackedBndupd,
    Optional<Duration> autoPartnerDown,
    Duration startupTime,
    StartAlone startAlone,
    TimeSkew timeSkew,
    Duration reconnectTime,
    TlsConfig tls) {}
