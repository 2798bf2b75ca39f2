package io.outrigger.dhcp;

import java.util.List;

/**
 * Simple Network Time Protocol Servers (RFC 4075 §4), in order of preference.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_SNTP_SERVERS (31)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                                                               |
 * |                   SNTP server (IPv6 address)                  |
 * |                                                               |
 * |                                                               |
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record SntpServersOption(List<Ipv6Address> servers) implements DhcpOption {
  public SntpServersOption {
    servers = List.copyOf(servers);
  }

  static SntpServersOption decode(OctetReader in) {
    return new SntpServersOption(in.addresses());
  }

  @Override
  public int code() {
    return OptionCode.SNTP_SERVERS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.addresses(servers);
  }
}
