package io.outrigger.dhcp;

/**
 * Reconfigure Accept (RFC 8415 §21.20): the client takes, or shall take, Reconfigure messages.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |   OPTION_RECONF_ACCEPT (20)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * </pre>
 */
public record ReconfigureAcceptOption() implements DhcpOption {
  static ReconfigureAcceptOption decode(OctetReader in) {
    return new ReconfigureAcceptOption();
  }

  @Override
  public int code() {
    return OptionCode.RECONF_ACCEPT;
  }

  @Override
  public void writeTo(OctetWriter out) {}
}
