package io.outrigger.client;

/** Where DHCPv6 messages enter and leave: real sockets in a server, simulated links in tests. */
public interface NetworkEdge extends AutoCloseable {

  /**
   * Opens what is configured and hands every message to {@code handler} from then on, the first
   * ones perhaps before this returns. To be called once; an edge that refused to start holds
   * nothing open.
   */
  EdgeStart start(DatagramHandler handler);

  EdgeCounters counters();

  /** Ends promptly: afterwards the handler is not called and nothing is sent. Idempotent. */
  @Override
  void close();
}
