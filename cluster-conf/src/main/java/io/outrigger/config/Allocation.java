package io.outrigger.config;

/** How two partners share what is free in a pool (RFC 8156 §4.2). */
public enum Allocation {
  /** By the last bit: odd ones are the primary's, even ones the secondary's. */
  INDEPENDENT,
  /** The primary hands over a share of what is free. */
  PROPORTIONAL
}
