package io.outrigger.pool;

/** What waits in the inbox of a pool: a client's request, or a word of the partner. */
public sealed interface PoolTask permits PoolWork, PartnerTask {}
