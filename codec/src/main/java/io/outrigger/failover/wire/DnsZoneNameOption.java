package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.DomainName;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_DNS_ZONE_NAME (RFC 8156 §5.5.3.2): the zone that the sender entered a name into.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     F_DNS_ZONE_NAME (118)     |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                           zone-name                           :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param zoneName not partial
 */
public record DnsZoneNameOption(DomainName zoneName) implements ExtensionOption {
  private static final DomainName ROOT = new DomainName(Bytes.of((byte) 0));

  /**
   * @throws IllegalArgumentException if {@code zoneName} is partial
   */
  public DnsZoneNameOption {
    if (zoneName.isPartial()) {
      throw new IllegalArgumentException("a partial zone-name: " + zoneName);
    }
  }

  static DnsZoneNameOption decode(OctetReader in) {
    DomainName name = in.fullName();
    return new DnsZoneNameOption(in.failed() ? ROOT : name);
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_DNS_ZONE_NAME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(zoneName.wire());
  }
}
