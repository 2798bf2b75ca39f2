package io.outrigger.journal;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Leases to store. */
final class Leases {
  /** What a keeper holds. */
  record Answer(Map<Ipv6Prefix, LeaseKeeper.Held> leases) {}

  private static final long NOW = 1_800_000_000L;

  private Leases() {}

  static Ipv6Prefix resource(int number) {
    return Ipv6Prefix.of(new Ipv6Address(0x2001_0db8_0000_0001L, mix(number)));
  }

  /** A lease of client {@code number}, renewed {@code renewals} times. */
  static Lease active(int number, int renewals) {
    byte[] duid =
        ByteBuffer.allocate(14)
            .putShort((short) 1)
            .putShort((short) 1)
            .putLong(mix(number))
            .array();
    long renewed = NOW + renewals * 1800L;
    return new Lease(
        resource(number),
        BindingStatus.ACTIVE,
        NOW + number % 1000,
        Duid.of(duid),
        number,
        3000,
        4000,
        renewed + 4000,
        renewed,
        0,
        0,
        0,
        0,
        false,
        null,
        null);
  }

  static List<Lease> active(int from, int to, int renewals) {
    return IntStream.range(from, to).mapToObj(number -> active(number, renewals)).toList();
  }

  private static long mix(long number) {
    long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }
}
