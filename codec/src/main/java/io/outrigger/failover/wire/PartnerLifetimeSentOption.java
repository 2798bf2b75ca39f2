package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_PARTNER_LIFETIME_SENT (RFC 8156 §5.5.8): the partner-lifetime of the BNDUPD, in its BNDREPLY
 * exactly as it came.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * | F_PARTNER_LIFETIME_SENT (124) |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                     partner-lifetime-sent                     |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record PartnerLifetimeSentOption(AbsoluteTime partnerLifetimeSent)
    implements ExtensionOption {
  static PartnerLifetimeSentOption decode(OctetReader in) {
    return new PartnerLifetimeSentOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_PARTNER_LIFETIME_SENT;
  }

  @Override
  public void writeTo(OctetWriter out) {
    partnerLifetimeSent.writeTo(out);
  }
}
