package io.outrigger.config;

/** What this server is in a relationship (RFC 8156 §4.1). */
public enum FailoverRole {
  PRIMARY,
  SECONDARY
}
