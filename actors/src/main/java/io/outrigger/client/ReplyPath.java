package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;

/**
 * The way back of a datagram: sends through the interface and from the server port that it came to
 * (RFC 8415 §18.3.10). Safe for use by several threads; stays usable, as a failing one, when the
 * interface or the edge is gone.
 */
@FunctionalInterface
public interface ReplyPath {

  /**
   * Sends one message; never throws, failures are counted.
   *
   * @param message not changed afterwards by the caller
   * @param scopeId interface index for a link-local {@code destination}, else 0
   * @param port 1 to 65535
   * @return whether the operating system took it
   */
  boolean send(byte[] message, Ipv6Address destination, int scopeId, int port);
}
