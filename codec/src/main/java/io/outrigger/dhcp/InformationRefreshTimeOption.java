package io.outrigger.dhcp;

/**
 * Information Refresh Time (RFC 8415 §21.23): how long the other options hold before the client
 * asks again.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |OPTION_INFORMATION_REFRESH_TIME (32)|           option-len          |
 * +-------------------------------+-------------------------------+
 * |                    information-refresh-time                   |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param seconds 0 to 2^32-1
 */
public record InformationRefreshTimeOption(long seconds) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code seconds} is not 0 to 2^32-1
   */
  public InformationRefreshTimeOption {
    Ranges.uint32("information-refresh-time", seconds);
  }

  static InformationRefreshTimeOption decode(OctetReader in) {
    return new InformationRefreshTimeOption(in.uint32());
  }

  @Override
  public int code() {
    return OptionCode.INFORMATION_REFRESH_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(seconds);
  }
}
