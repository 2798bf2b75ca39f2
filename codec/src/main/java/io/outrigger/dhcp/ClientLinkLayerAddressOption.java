package io.outrigger.dhcp;

/**
 * Client Link-Layer Address (RFC 6939 §4): as the first relay agent saw it.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |OPTION_CLIENT_LINKLAYER_ADDR (79)|           option-len          |
 * +-------------------------------+-------------------------------+
 * |        link-layer type        |
 * +-------------------------------+-------------------------------+
 * :                       link-layer address                      :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param linkLayerType hardware type of IANA (1 Ethernet), 0 to 65535
 */
public record ClientLinkLayerAddressOption(int linkLayerType, Bytes address) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code linkLayerType} is not 0 to 65535
   */
  public ClientLinkLayerAddressOption {
    Ranges.uint16("link-layer type", linkLayerType);
  }

  static ClientLinkLayerAddressOption decode(OctetReader in) {
    return new ClientLinkLayerAddressOption(in.uint16(), in.rest());
  }

  @Override
  public int code() {
    return OptionCode.CLIENT_LINKLAYER_ADDR;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint16(linkLayerType);
    out.bytes(address);
  }
}
