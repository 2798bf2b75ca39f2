package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * LQ_BASE_TIME (RFC 7653 §6.3.1): when the sender wrote the client data around it: the relative
 * times there count back from it.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |       LQ_BASE_TIME (100)      |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                           base-time                           |
 * +---------------------------------------------------------------+
 * </pre>
 */
public record LqBaseTimeOption(AbsoluteTime baseTime) implements ExtensionOption {
  static LqBaseTimeOption decode(OctetReader in) {
    return new LqBaseTimeOption(AbsoluteTime.read(in));
  }

  @Override
  public int code() {
    return FailoverOptionCode.LQ_BASE_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    baseTime.writeTo(out);
  }
}
