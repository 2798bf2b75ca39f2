package io.outrigger.dhcp;

/**
 * Reconfigure Message (RFC 8415 §21.19): how the client is to answer a Reconfigure.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_RECONF_MSG (19)    |           option-len          |
 * +---------------+---------------+-------------------------------+
 * |    msg-type   |
 * +---------------+
 * </pre>
 *
 * @param messageType 0 to 255; 5 Renew, 6 Rebind, 11 Information-request
 */
public record ReconfigureMessageOption(int messageType) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code messageType} is not 0 to 255
   */
  public ReconfigureMessageOption {
    Ranges.uint8("msg-type", messageType);
  }

  static ReconfigureMessageOption decode(OctetReader in) {
    return new ReconfigureMessageOption(in.uint8());
  }

  @Override
  public int code() {
    return OptionCode.RECONF_MSG;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(messageType);
  }
}
