package io.outrigger.dhcp;

/**
 * IA Prefix (RFC 8415 §21.22): one delegated prefix of an IA_PD.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      OPTION_IAPREFIX (26)     |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                       preferred-lifetime                      |
 * +---------------------------------------------------------------+
 * |                         valid-lifetime                        |
 * +---------------+-----------------------------------------------+
 * | prefix-length |
 * +---------------+-----------------------------------------------+
 * :                    IPv6-prefix (16 octets)                    :
 * +---------------------------------------------------------------+
 * :                        IAprefix-options                       :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param preferredLifetimeSeconds 0 to 2^32-1, the last for infinity
 * @param validLifetimeSeconds 0 to 2^32-1, the last for infinity
 * @param prefixLength bits, 0 to 128
 * @param prefix as it came: bits past the length may be set
 */
public record IaPrefixOption(
    long preferredLifetimeSeconds,
    long validLifetimeSeconds,
    int prefixLength,
    Ipv6Address prefix,
    Options options)
    implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a lifetime is not 0 to 2^32-1 or the length not 0 to 128
   */
  public IaPrefixOption {
    Ranges.uint32("preferred-lifetime", preferredLifetimeSeconds);
    Ranges.uint32("valid-lifetime", validLifetimeSeconds);
    if (prefixLength < 0 || prefixLength > Ipv6Address.BITS) {
      throw new IllegalArgumentException("prefix-length " + prefixLength + " is not 0 to 128");
    }
  }

  static IaPrefixOption decode(OctetReader in) {
    long preferred = in.uint32();
    long valid = in.uint32();
    int at = in.position();
    int length = in.uint8();
    if (length > Ipv6Address.BITS) {
      in.fail(at, "prefix-length " + length + " is not 0 to 128");
      length = 0;
    }
    return new IaPrefixOption(preferred, valid, length, in.address(), in.options());
  }

  /** With the prefix of {@code prefix}. */
  public static IaPrefixOption of(
      Ipv6Prefix prefix,
      long preferredLifetimeSeconds,
      long validLifetimeSeconds,
      Options options) {
    return new IaPrefixOption(
        preferredLifetimeSeconds, validLifetimeSeconds, prefix.length(), prefix.address(), options);
  }

  /** The prefix without the bits past its length. */
  public Ipv6Prefix toPrefix() {
    return Ipv6Prefix.of(prefix, prefixLength);
  }

  @Override
  public int code() {
    return OptionCode.IAPREFIX;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(preferredLifetimeSeconds);
    out.uint32(validLifetimeSeconds);
    out.uint8(prefixLength);
    out.address(prefix);
    out.options(options);
  }
}
