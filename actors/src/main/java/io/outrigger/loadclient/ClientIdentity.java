package io.outrigger.loadclient;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Who a simulated client is. The same seed and index always give the same client, on any machine,
 * and its index can be read back from its DUID.
 *
 * @param seed sets the clients of one run apart from those of another
 * @param index of the client in its run, from 0
 */
public record ClientIdentity(long seed, long index) {
  private static final short DUID_UUID = 4;
  private static final int DUID_OCTETS = 18;
  private static final long LINK_LOCAL_HIGH = 0xfe80_0000_0000_0000L;

  /** A DUID-UUID (RFC 8415 §11.5): 8 octets of the seed, 8 of the index. */
  public Duid duid() {
    return Duid.of(
        ByteBuffer.allocate(DUID_OCTETS)
            .putShort(DUID_UUID)
            .putLong(mixed(seed))
            .putLong(index)
            .array());
  }

  /** The IAID of both its IA_NA and its IA_PD. */
  public int iaid() {
    return (int) index + 1;
  }

  /** What a relay agent sees as its address. */
  public Ipv6Address linkLocal() {
    return new Ipv6Address(LINK_LOCAL_HIGH, index + 1);
  }

  /** The index of the client of {@code seed} that has {@code duid}; empty for any other DUID. */
  public static OptionalLong indexOf(Duid duid, long seed) {
    if (duid.length() != DUID_OCTETS || duid.type() != DUID_UUID) {
      return OptionalLong.empty();
    }
    ByteBuffer octets = ByteBuffer.wrap(duid.toArray());
    return octets.getLong(2) == mixed(seed)
        ? OptionalLong.of(octets.getLong(10))
        : OptionalLong.empty();
  }

  /** Spreads small seeds over all bits (the finaliser of SplitMix64). */
  private static long mixed(long seed) {
    long z = seed + 0x9e37_79b9_7f4a_7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }
}
