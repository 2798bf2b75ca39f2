package io.outrigger.dhcp;

/**
 * Server Unicast (RFC 8415 §21.12): where the client may send to without multicast.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      OPTION_UNICAST (12)      |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                                                               |
 * |                         server-address                        |
 * |                                                               |
 * |                                                               |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record ServerUnicastOption(Ipv6Address address) implements DhcpOption {
  static ServerUnicastOption decode(OctetReader in) {
    return new ServerUnicastOption(in.address());
  }

  @Override
  public int code() {
    return OptionCode.UNICAST;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.address(address);
  }
}
