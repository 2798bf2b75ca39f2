package io.outrigger.dhcp;

/**
 * Identity Association for Temporary Addresses (RFC 8415 §21.5).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |        OPTION_IA_TA (4)       |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                              IAID                             |
 * +---------------------------------------------------------------+
 * :                         IA_TA-options                         :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param iaid identifies the IA among those of its client and kind
 */
public record IaTaOption(int iaid, Options options) implements DhcpOption {
  static IaTaOption decode(OctetReader in) {
    return new IaTaOption(in.int32(), in.options());
  }

  @Override
  public int code() {
    return OptionCode.IA_TA;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.int32(iaid);
    out.options(options);
  }
}
