package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** What all sockets of an edge share. */
record EdgeContext(
    EdgeConfig config,
    DatagramHandler handler,
    EdgeCounters counters,
    RateLimitedLog troubles,
    InstantSource clock) {

  /** {@code address} in zone {@code scopeId} with the port of the groups. */
  InetSocketAddress at(Ipv6Address address, int scopeId) {
    return new InetSocketAddress(address.toInet(scopeId), config.multicastPort());
  }

  UdpSocket open(InetSocketAddress address) throws IOException {
    return UdpSocket.open(address, config.receiveBufferOctets(), counters, troubles, clock);
  }

  void handle(Datagram datagram) {
    handler.onDatagram(datagram);
  }
}
