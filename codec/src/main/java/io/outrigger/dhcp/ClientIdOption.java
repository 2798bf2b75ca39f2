package io.outrigger.dhcp;

/**
 * Client Identifier (RFC 8415 §21.2): who the client is.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      OPTION_CLIENTID (1)      |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                              DUID                             :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record ClientIdOption(Duid duid) implements DhcpOption {
  static ClientIdOption decode(OctetReader in) {
    return new ClientIdOption(in.duid());
  }

  @Override
  public int code() {
    return OptionCode.CLIENTID;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.duid(duid);
  }
}
