package io.outrigger.pool;

/**
 * How full a pool is.
 *
 * @param capacity resources that it could lease, reserved ones included; Long.MAX_VALUE if more
 * @param free resources that nobody holds and nobody has reserved
 */
public record PoolStats(long capacity, long active, long abandoned, long free) {}
