package io.outrigger.client;

/** Takes what the network edge receives. */
@FunctionalInterface
public interface DatagramHandler {

  /**
   * Called on the thread of the socket, so it must be brief; whatever it throws is counted and
   * logged, and the next datagram is received. Several sockets call it at the same time.
   */
  void onDatagram(Datagram datagram);
}
