package io.outrigger.loadclient;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One non-blocking UDP socket and its selector. */
public final class UdpTransport implements ClientTransport {
  private static final int BUFFER_OCTETS = 8 << 20;
  private static final int MAX_DATAGRAM_OCTETS = 65_535;
  private static final int MAX_AT_ONCE = 512;
  private static final int SEND_TRIES = 100;

  private final DatagramChannel channel;
  private final Selector selector;
  private volatile List<InetSocketAddress> servers;
  private final byte[] received = new byte[MAX_DATAGRAM_OCTETS];
  private final ByteBuffer in = ByteBuffer.wrap(received);
  private final ByteBuffer out = ByteBuffer.allocateDirect(MAX_DATAGRAM_OCTETS);

  private UdpTransport(
      DatagramChannel channel, Selector selector, List<InetSocketAddress> servers) {
    this.channel = channel;
    this.selector = selector;
    this.servers = List.copyOf(servers);
  }

  /**
   * @param local port 0 takes a free one
   * @param servers each gets every datagram
   * @throws IOException if the address cannot be bound
   */
  public static UdpTransport open(InetSocketAddress local, List<InetSocketAddress> servers)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_OCTETS);
      channel.bind(local);
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new UdpTransport(channel, selector, servers);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * As a client on {@code link}: from its link-local address to the group of RFC 8415 §7.1.
   *
   * @param clientPort 546 but in tests
   * @throws IOException if the interface has no link-local address or that cannot be bound
   */
  public static UdpTransport onLink(NetworkInterface link, int clientPort, int serverPort)
      throws IOException {
    InetSocketAddress local =
        link.inetAddresses()
            .filter(address -> address instanceof Inet6Address)
            .filter(InetAddress::isLinkLocalAddress)
            .findFirst()
            .map(address -> new InetSocketAddress(address, clientPort))
            .orElseThrow(
                () ->
                    new IOException("interface " + link.getName() + " has no link-local address"));
    InetSocketAddress group =
        new InetSocketAddress(Ipv6Address.parse("ff02::1:2").toInet(link.getIndex()), serverPort);
    UdpTransport transport = open(local, List.of(group));
    transport.channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, link);
    return transport;
  }

  /**
   * From now on other servers get what is sent, as if the network had changed; from any thread.
   *
   * @param reached each gets every datagram
   */
  public void reach(List<InetSocketAddress> reached) {
    servers = List.copyOf(reached);
  }

  /** Where it is bound. */
  public InetSocketAddress local() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public boolean send(byte[] datagram) {
    boolean all = true;
    for (InetSocketAddress server : servers) {
      all &= sendTo(server, datagram);
    }
    return all;
  }

  private boolean sendTo(InetSocketAddress server, byte[] datagram) {
    out.clear().put(datagram).flip();
    try {
      for (int i = 0; i < SEND_TRIES; i++) {
        if (channel.send(out, server) > 0 || datagram.length == 0) {
          return true;
        }
        Thread.onSpinWait(); // the send buffer is full
      }
    } catch (IOException e) {
      // unreachable, or closed meanwhile: the caller counts it
    }
    return false;
  }

  @Override
  public void receive(long timeoutNanos, Receiver receiver) {
    try {
      long millis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
      int ready = timeoutNanos == 0 ? selector.selectNow() : selector.select(Math.max(1, millis));
      if (ready == 0) {
        return;
      }
      selector.selectedKeys().clear();
      for (int i = 0; i < MAX_AT_ONCE; i++) {
        in.clear();
        if (channel.receive(in) == null) {
          return;
        }
        receiver.received(received, in.position());
      }
    } catch (IOException e) {
      // an ICMP error of something sent before, or closed meanwhile
    }
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      selector.wakeup();
    } catch (IOException e) {
      // nothing is left to be done about it
    }
  }
}
