package io.outrigger.failover.wire;

import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Ranges;

/**
 * F_PROTOCOL_VERSION (RFC 8156 §5.5.11): of the protocol that the sender speaks.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    F_PROTOCOL_VERSION (127)   |          option-len 4         |
 * +-------------------------------+-------------------------------+
 * |         major-version         |         minor-version         |
 * +-------------------------------+-------------------------------+
 * </pre>
 *
 * @param majorVersion 0 to 65535
 * @param minorVersion 0 to 65535
 */
public record ProtocolVersionOption(int majorVersion, int minorVersion) implements ExtensionOption {
  /** The version of RFC 8156. */
  public static final ProtocolVersionOption RFC_8156 = new ProtocolVersionOption(1, 0);

  /**
   * @throws IllegalArgumentException if a version is not 0 to 65535
   */
  public ProtocolVersionOption {
    Ranges.uint16("major-version", majorVersion);
    Ranges.uint16("minor-version", minorVersion);
  }

  static ProtocolVersionOption decode(OctetReader in) {
    return new ProtocolVersionOption(in.uint16(), in.uint16());
  }

  @Override
  public int code() {
    return FailoverOptionCode.F_PROTOCOL_VERSION;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint16(majorVersion);
    out.uint16(minorVersion);
  }
}
