package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * F_EXPIRATION_TIME (RFC 8156 §5.5.4): the greatest lifetime that the sender ever acked to its
 * partner for this lease.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    F_EXPIRATION_TIME (120)    |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                        expiration-time                        |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record ExpirationTimeOption(AbsoluteTime expirationTime) implements ExtensionOption {
  static ExpirationTimeOption decode(OctetReader in) {
    return new ExpirationTimeOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_EXPIRATION_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    expirationTime.writeTo(out);
  }
}
