package io.outrigger.loadclient;

/** Datagrams to the servers and back, for one thread. */
public interface ClientTransport extends AutoCloseable {

  /** Takes one received datagram. */
  @FunctionalInterface
  interface Receiver {
    /** The octets are valid only during the call. */
    void received(byte[] buffer, int length);
  }

  /**
   * Sends to every server; never throws.
   *
   * @return whether the operating system took it for all of them
   */
  boolean send(byte[] datagram);

  /**
   * Waits for a datagram at most {@code timeoutNanos}, then hands over what is there.
   *
   * @param timeoutNanos 0: does not wait
   */
  void receive(long timeoutNanos, Receiver receiver);

  /** Ends a wait, now or the next; from any thread. */
  void wakeup();

  @Override
  void close();
}
