package io.outrigger.config;

/**
 * What overload may use up.
 *
 * @param queue requests that may wait for one pool, 1 to 1,000,000; one more drops the oldest
 * @param receiveBufferBytes what each UDP socket asks the system for
 */
public record LimitsConfig(int queue, int receiveBufferBytes) {}
