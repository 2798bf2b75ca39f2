package io.outrigger.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link UdpEdge} listens on ({@code outrigger.server.listen}).
 *
 * @param interfaces names; those that are absent are awaited
 * @param unicast IPv6 addresses and ports; port 0 takes a free one
 * @param multicastPort port of the groups and of the link-local addresses: 547 but in tests
 * @param receiveBufferOctets asked for per socket; the operating system may allow less
 * @param pollInterval between looks at the interfaces
 */
public record EdgeConfig(
    List<String> interfaces,
    List<InetSocketAddress> unicast,
    int multicastPort,
    int receiveBufferOctets,
    Duration pollInterval) {

  /** RFC 8415 §7.2: servers and relay agents listen here. */
  public static final int SERVER_PORT = 547;

  /** Holds some 10,000 messages: half a second of a storm. */
  public static final int DEFAULT_RECEIVE_BUFFER_OCTETS = 8 << 20;

  public EdgeConfig {
    interfaces = List.copyOf(interfaces);
    unicast = List.copyOf(unicast);
  }

  /** Port 547, a large receive buffer, a look at the interfaces once a second. */
  public static EdgeConfig of(List<String> interfaces, List<InetSocketAddress> unicast) {
    return new EdgeConfig(
        interfaces, unicast, SERVER_PORT, DEFAULT_RECEIVE_BUFFER_OCTETS, Duration.ofSeconds(1));
  }
}
