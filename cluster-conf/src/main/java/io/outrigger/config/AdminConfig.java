package io.outrigger.config;

/** The admin HTTP server; with {@code enabled} false it is not started. */
public record AdminConfig(Endpoint endpoint, boolean enabled) {}
