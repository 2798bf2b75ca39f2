package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpDecoder;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Message;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;

/**
 * LQ_RELAY_DATA (RFC 5007 §4.1.2.4): how the client's last message came to the sender. What relay
 * agents wrote is kept as it came, and read only by {@link #decodeRelayMessage}, so that nothing in
 * it can end the connection.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |       LQ_RELAY_DATA (47)      |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                    peer-address (16 octets)                   :
 * +---------------------------------------------------------------+
 * :                       DHCP-relay-message                      :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param peerAddress the relay agent that the sender received it from
 * @param relayMessage a Relay-forward, perhaps with others in it, without the client's message
 */
public record LqRelayDataOption(Ipv6Address peerAddress, Bytes relayMessage)
    implements ExtensionOption {
  static LqRelayDataOption decode(OctetReader in) {
    return new LqRelayDataOption(in.address(), in.rest());
  }

  /** What is in {@link #relayMessage}; offsets of faults count from its start. */
  public Decoded<Message> decodeRelayMessage() {
    byte[] octets = relayMessage.toArray();
    return DhcpDecoder.decode(octets, 0, octets.length);
  }

  @Override
  public int code() {
    return FailoverOptionCode.LQ_RELAY_DATA;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.address(peerAddress);
    out.bytes(relayMessage);
  }
}
