package io.outrigger.dhcp;

/**
 * SOL_MAX_RT (RFC 8415 §21.24): the longest time between two Solicits.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_SOL_MAX_RT (82)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                        SOL_MAX_RT value                       |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param seconds 0 to 2^32-1
 */
public record SolMaxRtOption(long seconds) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code seconds} is not 0 to 2^32-1
   */
  public SolMaxRtOption {
    Ranges.uint32("SOL_MAX_RT value", seconds);
  }

  static SolMaxRtOption decode(OctetReader in) {
    return new SolMaxRtOption(in.uint32());
  }

  @Override
  public int code() {
    return OptionCode.SOL_MAX_RT;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(seconds);
  }
}
