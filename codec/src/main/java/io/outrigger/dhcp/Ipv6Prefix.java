package io.outrigger.dhcp;

import org.jspecify.annotations.Nullable;

/**
 * An IPv6 prefix whose bits past {@code length} are zero; of length 128 it stands for one address.
 *
 * @param length bits, 0 to 128
 */
public record Ipv6Prefix(long high, long low, int length) implements Comparable<Ipv6Prefix> {

  /**
   * @throws IllegalArgumentException if {@code length} is not 0 to 128 or bits past it are set
   */
  public Ipv6Prefix {
    if (length < 0 || length > Ipv6Address.BITS) {
      throw new IllegalArgumentException("prefix length " + length + " is not 0 to 128");
    }
    if ((high & ~maskHigh(length)) != 0 || (low & ~maskLow(length)) != 0) {
      throw new IllegalArgumentException(
          new Ipv6Address(high, low) + "/" + length + " has bits set past its length");
    }
  }

  /** The prefix of {@code length} bits that {@code address} lies in. */
  public static Ipv6Prefix of(Ipv6Address address, int length) {
    return new Ipv6Prefix(
        address.high() & maskHigh(length), address.low() & maskLow(length), length);
  }

  /** One address as a prefix of length 128. */
  public static Ipv6Prefix of(Ipv6Address address) {
    return new Ipv6Prefix(address.high(), address.low(), Ipv6Address.BITS);
  }

  /**
   * @param text {@code address/length}, or an address alone for length 128
   * @throws IllegalArgumentException if it is neither, or bits past the length are set
   */
  public static Ipv6Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return of(Ipv6Address.parse(text));
    }
    Ipv6Address address = Ipv6Address.parse(text.substring(0, slash));
    String digits = text.substring(slash + 1);
    if (!digits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("not a prefix length: " + digits);
    }
    return new Ipv6Prefix(address.high(), address.low(), Integer.parseInt(digits));
  }

  /** The first address of the prefix. */
  public Ipv6Address address() {
    return new Ipv6Address(high, low);
  }

  /** The last address of the prefix. */
  public Ipv6Address last() {
    return new Ipv6Address(high | ~maskHigh(length), low | ~maskLow(length));
  }

  public boolean isAddress() {
    return length == Ipv6Address.BITS;
  }

  public boolean contains(Ipv6Address address) {
    return (address.high() & maskHigh(length)) == high && (address.low() & maskLow(length)) == low;
  }

  public boolean contains(Ipv6Prefix other) {
    return other.length >= length && contains(other.address());
  }

  private static long maskHigh(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long maskLow(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  @Override
  public int compareTo(Ipv6Prefix other) {
    int byAddress = address().compareTo(other.address());
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ipv6Prefix that
        && high == that.high
        && low == that.low
        && length == that.length;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low) * 31 + length;
  }

  /** {@code address/length}; an address alone for length 128. */
  @Override
  public String toString() {
    return isAddress() ? address().toString() : address() + "/" + length;
  }
}
