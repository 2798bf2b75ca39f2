package io.outrigger.dhcp;

/**
 * An option without a record of its own, or one nested too deeply to be read, kept as it came (RFC
 * 8415 §21.1).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |          option-code          |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                          option-data                          :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param code 0 to 65535
 */
public record UnknownOption(int code, Bytes data) implements DhcpOption {
  static final UnknownOption NONE = new UnknownOption(0, Bytes.EMPTY);

  /**
   * @throws IllegalArgumentException if {@code code} is not 0 to 65535
   */
  public UnknownOption {
    Ranges.uint16("option-code", code);
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(data);
  }
}
