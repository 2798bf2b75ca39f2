package io.outrigger.dhcp;

/**
 * Rapid Commit (RFC 8415 §21.14): Solicit and Reply suffice.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_RAPID_COMMIT (14)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * </pre>
 */
public record RapidCommitOption() implements DhcpOption {
  static RapidCommitOption decode(OctetReader in) {
    return new RapidCommitOption();
  }

  @Override
  public int code() {
    return OptionCode.RAPID_COMMIT;
  }

  @Override
  public void writeTo(OctetWriter out) {}
}
