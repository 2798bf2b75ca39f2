package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_MAX_UNACKED_BNDUPD (RFC 8156 §5.5.5): how many BNDUPDs the sender takes before it has answered
 * the first of them.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |   F_MAX_UNACKED_BNDUPD (121)  |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                       max-unacked-bndupd                      |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param messages 0 to 2^32-1
 */
public record MaxUnackedBndupdOption(long messages) implements ExtensionOption {
  /**
   * @throws IllegalArgumentException if {@code messages} is not 0 to 2^32-1
   */
  public MaxUnackedBndupdOption {
    Ranges.uint32("max-unacked-bndupd", messages);
  }

  static MaxUnackedBndupdOption decode(OctetReader in) {
    return new MaxUnackedBndupdOption(in.uint32());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_MAX_UNACKED_BNDUPD;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(messages);
  }
}
