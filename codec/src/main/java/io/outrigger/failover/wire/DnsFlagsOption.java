package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_DNS_FLAGS (RFC 8156 §5.5.3.3): where a name in the DNS came from, and which zones hold it.
 *
 * <p>Other bits must be zero, and are kept as they came.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |       F_DNS_FLAGS (119)       |          option-len 2         |
 * +-------------------------------+-------------------------------+
 * |             flags             |
 * +-------------------------------+
 * </pre>
 *
 * @param flags 0 to 2^16-1
 */
public record DnsFlagsOption(int flags) implements ExtensionOption {
  /** F, bit 15: the forward zone is up to date. */
  public static final int FWD_UPTODATE = 0x0001;

  /** R, bit 14: the reverse zone is up to date. */
  public static final int REV_UPTODATE = 0x0002;

  /** S, bit 13: an algorithm made the name. */
  public static final int SYNTHESIZED_NAME = 0x0004;

  /** U, bit 12: the name is the one in the FQDN that the client sent. */
  public static final int USING_REQUESTED_FQDN = 0x0008;

  /**
   * @throws IllegalArgumentException if {@code flags} is not 0 to 2^16-1
   */
  public DnsFlagsOption {
    Ranges.uint16("flags", flags);
  }

  static DnsFlagsOption decode(OctetReader in) {
    return new DnsFlagsOption(in.uint16());
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_DNS_FLAGS;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint16(flags);
  }
}
