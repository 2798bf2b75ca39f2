package io.outrigger.partner;

/** What happened on the links, for metrics. Thread-safe. */
public final class LinkCounters {}
