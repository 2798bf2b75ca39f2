package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two sockets of one configured interface: the group All_DHCP_Relay_Agents_and_Servers, and the
 * link-local address, from which direct clients get their answers. Binding an address with a zone
 * ties a socket to the interface, so that ingress and egress are certain.
 */
final class InterfaceSockets {
  private static final Logger LOG = LoggerFactory.getLogger(InterfaceSockets.class);

  /** RFC 8415 §7.1. */
  static final Ipv6Address RELAYS_AND_SERVERS = Ipv6Address.parse("ff02::1:2");

  private enum Trouble {
    ABSENT,
    NO_LINK_LOCAL,
    BIND_FAILED
  }

  private final String name;
  private final EdgeContext context;
  private int index;
  private volatile @Nullable UdpSocket group;
  private volatile @Nullable UdpSocket linkLocal;
  private @Nullable Trouble lastTrouble;

  InterfaceSockets(String name, EdgeContext context) {
    this.name = name;
    this.context = context;
  }

  String name() {
    return name;
  }

  /**
   * Makes the sockets what {@code view} asks for; what fails is tried again next time.
   *
   * @return what no later time will mend by itself: no permission, port in use
   */
  Optional<BindFailure> adapt(Optional<InterfaceView> view) {
    if (view.isEmpty()) {
      boolean wasOpen = group != null || linkLocal != null;
      close();
      trouble(
          Trouble.ABSENT,
          wasOpen
              ? "interface " + name + " went away; waiting for it"
              : "interface " + name + " is absent or down; waiting for it");
      return Optional.empty();
    }
    if (view.get().index() != index) {
      close();
      index = view.get().index();
    }
    InetSocketAddress address = new InetSocketAddress(0);
    try {
      if (!isOpen(group)) {
        close(group);
        address = context.at(RELAYS_AND_SERVERS, index);
        group = openGroup(address);
      }
      Ipv6Address wanted = wantedLinkLocal(view.get().linkLocals());
      if (linkLocal != null && (!isOpen(linkLocal) || !isBoundTo(linkLocal, wanted))) {
        close(linkLocal);
        linkLocal = null;
      }
      if (linkLocal == null && wanted != null) {
        address = context.at(wanted, index);
        linkLocal = openLinkLocal(address);
      }
      if (linkLocal == null) {
        trouble(Trouble.NO_LINK_LOCAL, "interface " + name + " has no link-local address yet");
      } else {
        lastTrouble = null;
      }
      return Optional.empty();
    } catch (IOException e) {
      BindFailure failure = BindFailure.of(address, e);
      BindFailure.Kind kind = BindFailure.kindOf(e);
      trouble(
          kind == BindFailure.Kind.NOT_OURS ? Trouble.NO_LINK_LOCAL : Trouble.BIND_FAILED,
          kind == BindFailure.Kind.NOT_OURS
              ? "link-local address of " + name + " cannot be used yet (still tentative?)"
              : failure.toString());
      boolean lasting = kind == BindFailure.Kind.IN_USE || kind == BindFailure.Kind.NOT_PERMITTED;
      return lasting ? Optional.of(failure) : Optional.empty();
    }
  }

  private UdpSocket openGroup(InetSocketAddress address) throws IOException {
    UdpSocket socket = context.open(address);
    try {
      NetworkInterface joined = NetworkInterface.getByIndex(index);
      if (joined == null) {
        throw new IOException("interface " + name + " went away");
      }
      socket.channel().join(RELAYS_AND_SERVERS.toInet(0), joined);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    socket.receive(receiver(true));
    LOG.info("listening on {}", socket.label());
    return socket;
  }

  private UdpSocket openLinkLocal(InetSocketAddress address) throws IOException {
    UdpSocket socket = context.open(address);
    socket.receive(receiver(false));
    LOG.info("listening on {}, answering direct clients from it", socket.label());
    return socket;
  }

  private UdpSocket.Receiver receiver(boolean multicast) {
    return (payload, source, scopeId, port) ->
        context.handle(new Datagram(payload, source, scopeId, port, multicast, name, this::send));
  }

  /** Stays with the address in use while the interface has it. */
  private @Nullable Ipv6Address wantedLinkLocal(List<Ipv6Address> present) {
    UdpSocket current = linkLocal;
    if (current != null && present.contains(current.localAddress())) {
      return current.localAddress();
    }
    return present.isEmpty() ? null : present.getFirst();
  }

  private static boolean isBoundTo(UdpSocket socket, @Nullable Ipv6Address wanted) {
    return socket.localAddress().equals(wanted);
  }

  private static boolean isOpen(@Nullable UdpSocket socket) {
    return socket != null && socket.isOpen();
  }

  /**
   * Sends as {@link ReplyPath#send} does: link-local to link-local; anything else from the socket
   * of the group, which is tied to the interface as well but takes the source address that fits.
   */
  boolean send(byte[] message, Ipv6Address destination, int scopeId, int port) {
    UdpSocket own = linkLocal;
    UdpSocket other = group;
    UdpSocket socket = destination.isLinkLocal() && own != null ? own : other;
    if (socket == null) {
      context.counters().countSendFailure();
      return false;
    }
    return socket.send(message, destination, scopeId, port);
  }

  /** Logs a trouble once, until another one takes its place or it is over. */
  private void trouble(Trouble kind, String what) {
    if (kind != lastTrouble) {
      lastTrouble = kind;
      LOG.warn("{}", what);
    }
  }

  void close() {
    close(group);
    close(linkLocal);
    group = null;
    linkLocal = null;
    index = 0;
  }

  private static void close(@Nullable UdpSocket socket) {
    if (socket != null) {
      socket.close();
    }
  }
}
