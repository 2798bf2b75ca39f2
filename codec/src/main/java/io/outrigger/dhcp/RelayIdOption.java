package io.outrigger.dhcp;

/**
 * Relay-ID (RFC 5460 §5.4.1): which relay agent it was.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      OPTION_RELAY_ID (53)     |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                              DUID                             :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record RelayIdOption(Duid duid) implements DhcpOption {
  static RelayIdOption decode(OctetReader in) {
    return new RelayIdOption(in.duid());
  }

  @Override
  public int code() {
    return OptionCode.RELAY_ID;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.duid(duid);
  }
}
