package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import org.jspecify.annotations.Nullable;

/** Leases for the tests of this package. */
final class Leases {
  private Leases() {}

  static Ipv6Prefix address(long low) {
    return Ipv6Prefix.of(new Ipv6Address(0x2001_0db8_0001_0000L, low));
  }

  static Lease lease(
      Ipv6Prefix resource, BindingStatus status, @Nullable Duid client, int iaid, long expires) {
    return new Lease(
        resource, status, 1, client, iaid, 3600, 7200, expires, 1, 0, 0, 0, 0, false, null, null);
  }

  /** A DUID-LLT as real clients have it: 14 octets. */
  static Duid duid(long number) {
    byte[] octets = new byte[14];
    octets[1] = 1;
    octets[3] = 1;
    octets[4] = 0x2c;
    for (int i = 0; i < 8; i++) {
      octets[6 + i] = (byte) (number >>> (56 - 8 * i));
    }
    return Duid.of(octets);
  }
}
