package io.outrigger.failover.wire;

import io.outrigger.dhcp.DomainName;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_DNS_HOST_NAME (RFC 8156 §5.5.3.1): the host name that the sender entered into the DNS.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     F_DNS_HOST_NAME (117)     |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                           host-name                           :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param hostName perhaps partial: whether the zone name is to follow it, the RFC leaves open
 */
public record DnsHostNameOption(DomainName hostName) implements ExtensionOption {
  static DnsHostNameOption decode(OctetReader in) {
    return new DnsHostNameOption(in.partialName());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_DNS_HOST_NAME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(hostName.wire());
  }
}
