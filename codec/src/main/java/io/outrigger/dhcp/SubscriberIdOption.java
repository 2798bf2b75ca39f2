package io.outrigger.dhcp;

/**
 * Relay Agent Subscriber-ID (RFC 4580 §2): the subscriber, wherever connected.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |   OPTION_SUBSCRIBER_ID (38)   |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                         subscriber-id                         :
 * +---------------------------------------------------------------+
 * </pre>
 */
public record SubscriberIdOption(Bytes subscriberId) implements DhcpOption {
  static SubscriberIdOption decode(OctetReader in) {
    return new SubscriberIdOption(in.rest());
  }

  @Override
  public int code() {
    return OptionCode.SUBSCRIBER_ID;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.bytes(subscriberId);
  }
}
