package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_SERVER_FLAGS (RFC 8156 §5.5.15): how the endpoint stands, beside its state.
 *
 * <p>Other bits must be zero, and are kept as they came.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      F_SERVER_FLAGS (131)     |          option-len 1         |
 * +---------------+---------------+-------------------------------+
 * |  server-flags |
 * +---------------+
 * </pre>
 *
 * @param flags 0 to 2^8-1
 */
public record ServerFlagsOption(int flags) implements ExtensionOption {
  /** C, bit 7: the sender has communicated with its partner. */
  public static final int COMMUNICATED = 0x01;

  /** S, bit 6: the sender is in STARTUP. */
  public static final int STARTUP = 0x02;

  /** A, bit 5: the server-flags that the sender received last had STARTUP. */
  public static final int ACK_STARTUP = 0x04;

  /**
   * @throws IllegalArgumentException if {@code flags} is not 0 to 2^8-1
   */
  public ServerFlagsOption {
    Ranges.uint8("server-flags", flags);
  }

  static ServerFlagsOption decode(OctetReader in) {
    return new ServerFlagsOption(in.uint8());
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_SERVER_FLAGS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(flags);
  }
}
