package io.outrigger.dhcp;

/**
 * Interface-Id (RFC 8415 §21.18): the interface where a relay agent heard the client.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_INTERFACE_ID (18)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                          interface-id                         :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record InterfaceIdOption(Bytes interfaceId) implements DhcpOption {
  static InterfaceIdOption decode(OctetReader in) {
    return new InterfaceIdOption(in.rest());
  }

  @Override
  public int code() {
    return OptionCode.INTERFACE_ID;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(interfaceId);
  }
}
