package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_PARTNER_LIFETIME (RFC 8156 §5.5.7): from then on the receiver may take the lease for expired.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    F_PARTNER_LIFETIME (123)   |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                        partner-lifetime                       |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record PartnerLifetimeOption(AbsoluteTime partnerLifetime) implements ExtensionOption {
  static PartnerLifetimeOption decode(OctetReader in) {
    return new PartnerLifetimeOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_PARTNER_LIFETIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    partnerLifetime.writeTo(out);
  }
}
