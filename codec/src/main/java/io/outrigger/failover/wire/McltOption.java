package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_MCLT (RFC 8156 §5.5.6, §4.4): by how much a lifetime given to a client may exceed the one that
 * the partner knows.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |          F_MCLT (122)         |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |                              mclt                             |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param seconds 0 to 2^32-1
 */
public record McltOption(long seconds) implements ExtensionOption {
  /**
   * @throws IllegalArgumentException if {@code seconds} is not 0 to 2^32-1
   */
  public McltOption {
    Ranges.uint32("mclt", seconds);
  }

  static McltOption decode(OctetReader in) {
    return new McltOption(in.uint32());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_MCLT;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(seconds);
  }
}
