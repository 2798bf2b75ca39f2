package io.outrigger.dhcp;

/**
 * Elapsed Time (RFC 8415 §21.9): since the client began this exchange.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_ELAPSED_TIME (8)    |           option-len          |
 * +-------------------------------+-------------------------------+
 * |          elapsed-time         |
 * +-------------------------------+
 * </pre>
 *
 * @param hundredths of a second, 0 to 65535; the last for that and more
 */
public record ElapsedTimeOption(int hundredths) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code hundredths} is not 0 to 65535
   */
  public ElapsedTimeOption {
    Ranges.uint16("elapsed-time", hundredths);
  }

  static ElapsedTimeOption decode(OctetReader in) {
    return new ElapsedTimeOption(in.uint16());
  }

  @Override
  public int code() {
    return OptionCode.ELAPSED_TIME;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint16(hundredths);
  }
}
