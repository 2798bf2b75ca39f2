package io.outrigger.dhcp;

/**
 * Server Identifier (RFC 8415 §21.3): which server is meant or answers.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      OPTION_SERVERID (2)      |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                              DUID                             :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record ServerIdOption(Duid duid) implements DhcpOption {
  static ServerIdOption decode(OctetReader in) {
    return new ServerIdOption(in.duid());
  }

  @Override
  public int code() {
    return OptionCode.SERVERID;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.duid(duid);
  }
}
