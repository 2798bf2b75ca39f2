package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import org.jspecify.annotations.Nullable;

/**
 * One received UDP message and how it came.
 *
 * @param payload the message, owned by whoever holds the datagram
 * @param sourceScopeId index of the interface that a link-local {@code source} belongs to, else 0
 * @param sourcePort 0 to 65535
 * @param multicast whether it was sent to a multicast group, which decides about UseMulticast (RFC
 *     8415 §18.4)
 * @param interfaceName the configured interface that it came in through; null if that is unknown or
 *     no configured one, as for messages to a unicast address from relays elsewhere
 * @param replyPath sends through the interface that it came in through (RFC 8415 §18.3.10)
 */
public record Datagram(
    byte[] payload,
    Ipv6Address source,
    int sourceScopeId,
    int sourcePort,
    boolean multicast,
    @Nullable String interfaceName,
    ReplyPath replyPath) {

  /** Octets of payload. */
  public int length() {
    return payload.length;
  }

  /**
   * Sends {@code message} to where this datagram came from: address and port of its source, be it a
   * client (546), a relay agent (547) or one behind another port (RFC 8357).
   *
   * @return whether the operating system took it
   */
  public boolean reply(byte[] message) {
    return replyPath.send(message, source, sourceScopeId, sourcePort);
  }

  /** Names the source for logs, without the payload. */
  @Override
  public String toString() {
    String at = interfaceName == null ? "" : "%" + interfaceName;
    return (multicast ? "multicast" : "unicast")
        + " of "
        + payload.length
        + " octets from ["
        + source
        + at
        + "]:"
        + sourcePort;
  }
}
