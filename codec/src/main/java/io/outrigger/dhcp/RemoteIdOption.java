package io.outrigger.dhcp;

/**
 * Relay Agent Remote-ID (RFC 4649 §3): the line or modem that the client is on.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |     OPTION_REMOTE_ID (37)     |           option-len          |
 * +-------------------------------+-------------------------------+
 * |                       enterprise-number                       |
 * +---------------------------------------------------------------+
 * :                           remote-id                           :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param enterpriseNumber 0 to 2^32-1; says who defines what the id looks like
 */
public record RemoteIdOption(long enterpriseNumber, Bytes remoteId) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code enterpriseNumber} is not 0 to 2^32-1
   */
  public RemoteIdOption {
    Ranges.uint32("enterprise-number", enterpriseNumber);
  }

  static RemoteIdOption decode(OctetReader in) {
    return new RemoteIdOption(in.uint32(), in.rest());
  }

  @Override
  public int code() {
    return OptionCode.REMOTE_ID;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint32(enterpriseNumber);
    out.bytes(remoteId);
  }
}
