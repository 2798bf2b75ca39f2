package io.outrigger.dhcp;

/**
 * Relay Message (RFC 8415 §21.10): the message that a relay agent passes on. Read as such only
 * directly in a relay message; anywhere else the option is kept as bytes.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |      OPTION_RELAY_MSG (9)     |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                       DHCP-relay-message                      :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record RelayMessageOption(Message message) implements DhcpOption {
  static DhcpOption decode(OctetReader in) {
    return in.mayHoldMessage()
        ? new RelayMessageOption(in.message())
        : new UnknownOption(OptionCode.RELAY_MSG, in.rest());
  }

  @Override
  public int code() {
    return OptionCode.RELAY_MSG;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.message(message);
  }
}
