package io.outrigger.endpoint;

/** Which clients a server answers (RFC 8156 §3, §8.1). */
public enum Responsiveness {
  /** None. */
  UNRESPONSIVE,
  /** Only messages that carry this server's own DUID in OPTION_SERVERID. */
  RENEW_RESPONSIVE,
  /** All. */
  RESPONSIVE
}
