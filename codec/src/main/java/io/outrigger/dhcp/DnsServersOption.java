package io.outrigger.dhcp;

import java.util.List;

/**
 * DNS Recursive Name Server (RFC 3646 §3), in order of preference.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_DNS_SERVERS (23)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                                                               |
 * |            DNS-recursive-name-server (IPv6 address)           |
 * |                                                               |
 * |                                                               |
 * +---------------------------------------------------------------+
 * :                              ...                              :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record DnsServersOption(List<Ipv6Address> servers) implements DhcpOption {
  public DnsServersOption {
    servers = List.copyOf(servers);
  }

  static DnsServersOption decode(OctetReader in) {
    return new DnsServersOption(in.addresses());
  }

  @Override
  public int code() {
    return OptionCode.DNS_SERVERS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.addresses(servers);
  }
}
