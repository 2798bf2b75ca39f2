package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_START_TIME_OF_STATE (RFC 8156 §5.5.17): since when the server-state (in a STATE message) or the
 * binding-status (in a lease) holds.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |  F_START_TIME_OF_STATE (133)  |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                      start-time-of-state                      |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record StartTimeOfStateOption(AbsoluteTime startTimeOfState) implements ExtensionOption {
  static StartTimeOfStateOption decode(OctetReader in) {
    return new StartTimeOfStateOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_START_TIME_OF_STATE;
  }

  @Override
  public void writeTo(OctetWriter out) {
    startTimeOfState.writeTo(out);
  }
}
