package io.outrigger.dhcp;

/**
 * Preference (RFC 8415 §21.8): how much the client should prefer the server.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_PREFERENCE (7)     |           option-len          |
 * +---------------+---------------+-------------------------------+
 * |   pref-value  |
 * +---------------+
 * </pre>
 *
 * @param value 0 to 255
 */
public record PreferenceOption(int value) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code value} is not 0 to 255
   */
  public PreferenceOption {
    Ranges.uint8("pref-value", value);
  }

  static PreferenceOption decode(OctetReader in) {
    return new PreferenceOption(in.uint8());
  }

  @Override
  public int code() {
    return OptionCode.PREFERENCE;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(value);
  }
}
