package io.outrigger.dhcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IPv6 address as two longs in network order; ordered as an unsigned 128-bit number. */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {
  public static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);
  public static final int BITS = 128;
  public static final int OCTETS = 16;

  /** What the JDK takes for a literal, less groups of five digits; a dot first would be a name. */
  private static final Pattern LITERAL =
      Pattern.compile("(?=.*:)(?!.*[0-9a-fA-F]{5})[0-9a-fA-F:][0-9a-fA-F:.]*");

  /**
   * @param text an IPv6 literal without zone and without brackets
   * @throws IllegalArgumentException if {@code text} is no such literal; no name is ever looked up
   */
  public static Ipv6Address parse(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not an IPv6 address: " + text);
    }
    try {
      byte[] octets = InetAddress.getByName(text).getAddress();
      if (octets.length == 4) { // the JDK turns ::ffff:a.b.c.d into an IPv4 address
        return new Ipv6Address(
            0, 0xffff_0000_0000L | (ByteBuffer.wrap(octets).getInt() & 0xffff_ffffL));
      }
      return fromOctets(octets, 0);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IPv6 address: " + text, e);
    }
  }

  /** Reads 16 octets from {@code offset}. */
  public static Ipv6Address fromOctets(byte[] octets, int offset) {
    ByteBuffer buffer = ByteBuffer.wrap(octets, offset, OCTETS);
    return new Ipv6Address(buffer.getLong(), buffer.getLong());
  }

  public static Ipv6Address from(Inet6Address address) {
    return fromOctets(address.getAddress(), 0);
  }

  public byte[] toOctets() {
    return ByteBuffer.allocate(OCTETS).putLong(high).putLong(low).array();
  }

  /** The same address for sockets, with {@code scopeId} as its zone (0: none). */
  public Inet6Address toInet(int scopeId) {
    try {
      return Inet6Address.getByAddress(null, toOctets(), scopeId);
    } catch (UnknownHostException e) {
      throw new AssertionError("16 octets are always an address", e);
    }
  }

  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  public boolean isMulticast() {
    return (high >>> 56) == 0xff;
  }

  /** True for fe80::/10. */
  public boolean isLinkLocal() {
    return (high >>> 54) == 0x3fa;
  }

  /** This address plus {@code offset} (unsigned), wrapping at 2^128. */
  public Ipv6Address plus(long offset) {
    long sum = low + offset;
    return new Ipv6Address(Long.compareUnsigned(sum, low) < 0 ? high + 1 : high, sum);
  }

  @Override
  public int compareTo(Ipv6Address other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ipv6Address that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low);
  }

  /** The form of RFC 5952: lower case, the longest run of zero groups shortened. */
  @Override
  public String toString() {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; ) {
      int end = i;
      while (end < 8 && group(end) == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(end, i + 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }
}
