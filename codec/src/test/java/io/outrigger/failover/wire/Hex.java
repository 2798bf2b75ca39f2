package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;

/** Octets written by hand: pairs of digits, blanks anywhere, remarks behind {@code #}. */
final class Hex {
  private Hex() {}

  static byte[] octets(String text) {
    return Bytes.fromHex(text.replaceAll("#.*", "").replaceAll("\\s", "")).toArray();
  }

  static Bytes bytes(String text) {
    return Bytes.of(octets(text));
  }
}
