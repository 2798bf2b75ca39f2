package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Options;

/**
 * F_DNS_REMOVAL_INFO (RFC 8156 §5.5.3): what it takes to remove a name that the sender entered into
 * the DNS.
 *
 * <p>It holds {@link DnsHostNameOption}, {@link DnsZoneNameOption} and {@link DnsFlagsOption}.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    F_DNS_REMOVAL_INFO (116)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                      encapsulated-options                     :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record DnsRemovalInfoOption(Options options) implements ExtensionOption {
  static DnsRemovalInfoOption decode(OctetReader in) {
    return new DnsRemovalInfoOption(in.options());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_DNS_REMOVAL_INFO;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.options(options);
  }
}
