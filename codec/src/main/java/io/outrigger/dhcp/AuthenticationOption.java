package io.outrigger.dhcp;

/**
 * Authentication (RFC 8415 §21.11).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |        OPTION_AUTH (11)       |           option-len          |
 * +---------------+---------------+---------------+---------------+
 * |    protocol   |   algorithm   |      RDM      |
 * +---------------+---------------+---------------+---------------+
 * |                        replay detection                       |
 * |                                                               |
 * +---------------------------------------------------------------+
 * :                   authentication information                  :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param protocol 0 to 255
 * @param algorithm 0 to 255
 * @param replayDetectionMethod 0 to 255
 * @param replayDetection 64 bits as they stand
 */
public record AuthenticationOption(
    int protocol, int algorithm, int replayDetectionMethod, long replayDetection, Bytes information)
    implements DhcpOption {
  /**
   * @throws IllegalArgumentException if one of the first three is not 0 to 255
   */
  public AuthenticationOption {
    Ranges.uint8("protocol", protocol);
    Ranges.uint8("algorithm", algorithm);
    Ranges.uint8("RDM", replayDetectionMethod);
  }

  static AuthenticationOption decode(OctetReader in) {
    return new AuthenticationOption(in.uint8(), in.uint8(), in.uint8(), in.int64(), in.rest());
  }

  @Override
  public int code() {
    return OptionCode.AUTH;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(protocol);
    out.uint8(algorithm);
    out.uint8(replayDetectionMethod);
    out.int64(replayDetection);
    out.bytes(information);
  }
}
