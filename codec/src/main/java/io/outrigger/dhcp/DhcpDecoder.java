package io.outrigger.dhcp;

/** Octets to messages. */
public final class DhcpDecoder {
  private DhcpDecoder() {}

  /**
   * Decodes one datagram. No content makes it throw, and the work is linear in {@code length}.
   *
   * @throws IndexOutOfBoundsException if the range does not lie in {@code buffer}
   */
  public static Decoded<Message> decode(byte[] buffer, int offset, int length) {
    return decode(OptionDecoders.RFC_8415, buffer, offset, length);
  }

  /** The same with other options known. */
  public static Decoded<Message> decode(
      OptionDecoders decoders, byte[] buffer, int offset, int length) {
    OctetReader in = OctetReader.over(decoders, buffer, offset, length);
    return in.result(read(in));
  }

  static Message read(OctetReader in) {
    int start = in.position();
    int code = in.uint8();
    MessageType type = MessageType.of(code);
    if (type == null) {
      return new UnknownMessage(code, in.rest());
    }
    return switch (type) {
      case RELAY_FORW ->
          new RelayForward(in.uint8(), in.address(), in.address(), in.relayOptions(start));
      case RELAY_REPL ->
          new RelayReply(in.uint8(), in.address(), in.address(), in.relayOptions(start));
      default -> clientServer(type, in.uint24(), in.messageOptions(false));
    };
  }

  private static ClientServerMessage clientServer(MessageType type, int xid, Options options) {
    return switch (type) {
      case SOLICIT -> new Solicit(xid, options);
      case ADVERTISE -> new Advertise(xid, options);
      case REQUEST -> new Request(xid, options);
      case CONFIRM -> new Confirm(xid, options);
      case RENEW -> new Renew(xid, options);
      case REBIND -> new Rebind(xid, options);
      case REPLY -> new Reply(xid, options);
      case RELEASE -> new Release(xid, options);
      case DECLINE -> new Decline(xid, options);
      case RECONFIGURE -> new Reconfigure(xid, options);
      case INFORMATION_REQUEST -> new InformationRequest(xid, options);
      case RELAY_FORW, RELAY_REPL -> throw new AssertionError(type);
    };
  }
}
