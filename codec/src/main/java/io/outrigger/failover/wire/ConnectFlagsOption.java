package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_CONNECT_FLAGS (RFC 8156 §5.5.2): what the sender is able to do or limits itself to.
 *
 * <p>Other bits must be zero, and are kept as they came.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     F_CONNECT_FLAGS (115)     |          option-len 2         |
 * +-------------------------------+-------------------------------+
 * |             flags             |
 * +-------------------------------+
 * </pre>
 *
 * @param flags 0 to 2^16-1
 */
public record ConnectFlagsOption(int flags) implements ExtensionOption {
  /** F, bit 15: the prefixes delegated from one delegable prefix all have one length. */
  public static final int FIXED_PD_LENGTH = 0x0001;

  /**
   * @throws IllegalArgumentException if {@code flags} is not 0 to 2^16-1
   */
  public ConnectFlagsOption {
    Ranges.uint16("flags", flags);
  }

  static ConnectFlagsOption decode(OctetReader in) {
    return new ConnectFlagsOption(in.uint16());
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_CONNECT_FLAGS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint16(flags);
  }
}
