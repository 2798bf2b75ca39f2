package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_STATE_EXPIRATION_TIME (RFC 8156 §5.5.18): when the binding-status of the lease will end; absent
 * where it has no end.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * | F_STATE_EXPIRATION_TIME (134) |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                     state-expiration-time                     |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record StateExpirationTimeOption(AbsoluteTime stateExpirationTime)
    implements ExtensionOption {
  static StateExpirationTimeOption decode(OctetReader in) {
    return new StateExpirationTimeOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_STATE_EXPIRATION_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    stateExpirationTime.writeTo(out);
  }
}
