package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;

/**
 * The part of an independent pool that a server may allocate from (RFC 8156 §4.2.1.1): the primary
 * has the resources whose last bit is 1, the secondary those whose last bit is 0. The last bit of
 * an address is bit 127, that of a delegated prefix the lowest one within its length.
 */
public enum Half {
  /** Last bit 1. */
  PRIMARY,
  /** Last bit 0. */
  SECONDARY,
  /** The whole pool: a stand-alone server, or proportional allocation. */
  BOTH;

  /** {@link #PRIMARY} or {@link #SECONDARY}; a prefix of length 0 has no bit and counts as 0. */
  public static Half of(Ipv6Prefix resource) {
    int length = resource.length();
    if (length == 0) {
      return SECONDARY;
    }
    long bit = length <= 64 ? resource.high() >>> (64 - length) : resource.low() >>> (128 - length);
    return ofLastBit((int) bit & 1);
  }

  static Half ofLastBit(int bit) {
    return bit == 1 ? PRIMARY : SECONDARY;
  }

  /** Whether a server that has this half may allocate a resource of {@code other}. */
  public boolean includes(Half other) {
    return this == BOTH || this == other;
  }
}
