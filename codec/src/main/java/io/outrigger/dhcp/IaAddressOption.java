package io.outrigger.dhcp;

/**
 * IA Address (RFC 8415 §21.6): one address of an IA_NA or IA_TA.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |       OPTION_IAADDR (5)       |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                                                               |
 * |                          IPv6-address                         |
 * |                                                               |
 * |                                                               |
 * +---------------------------------------------------------------+
 * |                       preferred-lifetime                      |
 * +---------------------------------------------------------------+
 * |                         valid-lifetime                        |
 * +---------------------------------------------------------------+
 * :                         IAaddr-options                        :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param preferredLifetimeSeconds 0 to 2^32-1, the last for infinity
 * @param validLifetimeSeconds 0 to 2^32-1, the last for infinity
 */
public record IaAddressOption(
    Ipv6Address address, long preferredLifetimeSeconds, long validLifetimeSeconds, Options options)
    implements DhcpOption {
  /**
   * @throws IllegalArgumentException if a lifetime is not 0 to 2^32-1
   */
  public IaAddressOption {
    Ranges.uint32("preferred-lifetime", preferredLifetimeSeconds);
    Ranges.uint32("valid-lifetime", validLifetimeSeconds);
  }

  static IaAddressOption decode(OctetReader in) {
    return new IaAddressOption(in.address(), in.uint32(), in.uint32(), in.options());
  }

  @Override
  public int code() {
    return OptionCode.IAADDR;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.address(address);
    out.uint32(preferredLifetimeSeconds);
    out.uint32(validLifetimeSeconds);
    out.options(options);
  }
}
