package io.outrigger.dhcp;

/**
 * INF_MAX_RT (RFC 8415 §21.25): the longest time between two Information-requests.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_INF_MAX_RT (83)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                        INF_MAX_RT value                       |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param seconds 0 to 2^32-1
 */
public record InfMaxRtOption(long seconds) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code seconds} is not 0 to 2^32-1
   */
  public InfMaxRtOption {
    Ranges.uint32("INF_MAX_RT value", seconds);
  }

  static InfMaxRtOption decode(OctetReader in) {
    return new InfMaxRtOption(in.uint32());
  }

  @Override
  public int code() {
    return OptionCode.INF_MAX_RT;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(seconds);
  }
}
