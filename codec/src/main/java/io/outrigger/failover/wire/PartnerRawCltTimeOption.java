package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_PARTNER_RAW_CLT_TIME (RFC 8156 §5.5.10): when the receiver last heard the client, as it told
 * the sender: never adjusted.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |  F_PARTNER_RAW_CLT_TIME (126) |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                      partner-raw-clt-time                     |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record PartnerRawCltTimeOption(AbsoluteTime partnerRawCltTime) implements ExtensionOption {
  static PartnerRawCltTimeOption decode(OctetReader in) {
    return new PartnerRawCltTimeOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_PARTNER_RAW_CLT_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    partnerRawCltTime.writeTo(out);
  }
}
