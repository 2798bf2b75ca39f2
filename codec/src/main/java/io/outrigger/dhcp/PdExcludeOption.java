package io.outrigger.dhcp;

import java.util.Optional;

/**
 * Prefix Exclude (RFC 6603 §4.2): the part of a delegated prefix that the client must not use
 * inside. Stands in the IA Prefix option of the delegated prefix.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_PD_EXCLUDE (67)    |           option-len          |
 * +---------------+---------------+-------------------------------+
 * |   prefix-len  |
 * +---------------+-----------------------------------------------+
 * :                IPv6 subnet ID (1 to 16 octets)                :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param prefixLength bits of the excluded prefix, 0 to 128
 * @param subnetId 1 to 16 octets: its bits behind those of the delegated prefix, from the left
 */
public record PdExcludeOption(int prefixLength, Bytes subnetId) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if the length or the size of the subnet ID is out of range
   */
  public PdExcludeOption {
    if (prefixLength < 0 || prefixLength > Ipv6Address.BITS) {
      throw new IllegalArgumentException("prefix-len " + prefixLength + " is not 0 to 128");
    }
    if (subnetId.isEmpty() || subnetId.length() > Ipv6Address.OCTETS) {
      throw new IllegalArgumentException("a subnet ID of " + subnetId.length() + " octets");
    }
  }

  static PdExcludeOption decode(OctetReader in) {
    int at = in.position();
    int length = in.uint8();
    int octets = in.remaining();
    if (length > Ipv6Address.BITS) {
      in.fail(at, "prefix-len " + length + " is not 0 to 128");
    } else if (octets < 1 || octets > Ipv6Address.OCTETS) {
      in.fail(in.position(), "a subnet ID of " + octets + " octets, not 1 to 16");
    }
    return in.failed() ? new PdExcludeOption(0, NO_SUBNET) : new PdExcludeOption(length, in.rest());
  }

  private static final Bytes NO_SUBNET = Bytes.of((byte) 0);

  /**
   * The option that takes {@code excluded} out of {@code delegated}.
   *
   * @throws IllegalArgumentException if it does not lie inside, or is the whole of it
   */
  public static PdExcludeOption of(Ipv6Prefix delegated, Ipv6Prefix excluded) {
    if (excluded.length() <= delegated.length() || !delegated.contains(excluded)) {
      throw new IllegalArgumentException(excluded + " is no part of " + delegated);
    }
    byte[] address = excluded.address().toOctets();
    byte[] subnet = new byte[subnetOctets(delegated.length(), excluded.length())];
    for (int bit = delegated.length(); bit < excluded.length(); bit++) {
      if ((address[bit / 8] & 0x80 >> bit % 8) != 0) {
        int to = bit - delegated.length();
        subnet[to / 8] |= (byte) (0x80 >> to % 8);
      }
    }
    return new PdExcludeOption(excluded.length(), Bytes.of(subnet));
  }

  /** The excluded prefix; empty if this option does not fit {@code delegated}. */
  public Optional<Ipv6Prefix> excludedFrom(Ipv6Prefix delegated) {
    int first = delegated.length();
    if (prefixLength <= first || subnetId.length() != subnetOctets(first, prefixLength)) {
      return Optional.empty();
    }
    byte[] address = delegated.address().toOctets();
    for (int bit = first; bit < prefixLength; bit++) {
      int from = bit - first;
      if ((subnetId.unsigned(from / 8) & 0x80 >> from % 8) != 0) {
        address[bit / 8] |= (byte) (0x80 >> bit % 8);
      }
    }
    return Optional.of(Ipv6Prefix.of(Ipv6Address.fromOctets(address, 0), prefixLength));
  }

  private static int subnetOctets(int delegatedLength, int excludedLength) {
    return (excludedLength - delegatedLength - 1) / 8 + 1;
  }

  @Override
  public int code() {
    return OptionCode.PD_EXCLUDE;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(prefixLength);
    out.bytes(subnetId);
  }
}
