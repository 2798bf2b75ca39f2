package io.outrigger.endpoint;

/** The timers of an endpoint. Each runs once and is started again where needed. */
public enum EndpointTimer {
  /** How long STARTUP waits for the partner (RFC 8156 §8.3.2 step 3). */
  STARTUP,
  /** The end of RECOVER-WAIT (§8.6.2). */
  RECOVER_WAIT,
  /** From COMMUNICATIONS-INTERRUPTED to PARTNER-DOWN without an operator (§8.9). */
  AUTO_PARTNER_DOWN,
  /** Stores that the server still runs (§8.3.2 step 1: what TIME-OF-FAILURE comes from). */
  LAST_ALIVE
}
