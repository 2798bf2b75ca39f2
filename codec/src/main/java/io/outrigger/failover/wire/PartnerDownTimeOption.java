package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_PARTNER_DOWN_TIME (RFC 8156 §5.5.9, §6.3): when the sender went into PARTNER-DOWN; only in a
 * STATE message of that state.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |   F_PARTNER_DOWN_TIME (125)   |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                       partner-down-time                       |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record PartnerDownTimeOption(AbsoluteTime partnerDownTime) implements ExtensionOption {
  static PartnerDownTimeOption decode(OctetReader in) {
    return new PartnerDownTimeOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_PARTNER_DOWN_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    partnerDownTime.writeTo(out);
  }
}
