package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_KEEPALIVE_TIME (RFC 8156 §5.5.12, §6.6): having heard nothing for so long, the sender takes the
 * connection for dead.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     F_KEEPALIVE_TIME (128)    |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                         keepalive-time                        |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param seconds 0 to 2^32-1
 */
public record KeepaliveTimeOption(long seconds) implements ExtensionOption {
  /**
   * @throws IllegalArgumentException if {@code seconds} is not 0 to 2^32-1
   */
  public KeepaliveTimeOption {
    Ranges.uint32("keepalive-time", seconds);
  }

  static KeepaliveTimeOption decode(OctetReader in) {
    return new KeepaliveTimeOption(in.uint32());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_KEEPALIVE_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(seconds);
  }
}
