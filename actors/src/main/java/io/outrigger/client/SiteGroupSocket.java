package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of the site-scoped group All_DHCP_Servers, to which relay agents multicast. One for
 * all interfaces: a zone does not tie a socket of this scope to an interface, so each socket of the
 * group would hear every interface that any of them joined on. {@link Ingress} tells them apart.
 */
final class SiteGroupSocket {
  private static final Logger LOG = LoggerFactory.getLogger(SiteGroupSocket.class);

  /** RFC 8415 §7.1. */
  static final Ipv6Address SERVERS = Ipv6Address.parse("ff05::1:3");

  /** The way out for a link-local destination on the named interface. */
  @FunctionalInterface
  interface InterfacePaths {
    @Nullable ReplyPath find(@Nullable String interfaceName);
  }

  private record Membership(int index, MembershipKey key) {}

  private final EdgeContext context;
  private final InterfacePaths paths;
  private final Map<String, Membership> memberships = new HashMap<>();
  private final Set<String> troubled = new HashSet<>();
  private volatile List<InterfaceView> present = List.of();
  private @Nullable UdpSocket socket;

  SiteGroupSocket(EdgeContext context, InterfacePaths paths) {
    this.context = context;
    this.paths = paths;
  }

  /**
   * Joins on every interface that is present and not joined yet.
   *
   * @return why there is no socket
   */
  Optional<BindFailure> adapt(List<InterfaceView> views) {
    present = List.copyOf(views);
    UdpSocket current = socket;
    if (current == null || !current.isOpen()) {
      close();
      InetSocketAddress address = context.at(SERVERS, 0);
      try {
        current = context.open(address);
      } catch (IOException e) {
        return Optional.of(BindFailure.of(address, e));
      }
      socket = current;
      startReceiving(current);
    }
    dropAllBut(views);
    for (InterfaceView each : views) {
      if (!memberships.containsKey(each.name())) {
        join(current, each);
      }
    }
    return Optional.empty();
  }

  private void startReceiving(UdpSocket current) {
    current.receive(
        (payload, source, scopeId, port) -> {
          String name = Ingress.ofGroupMember(source, scopeId, present);
          ReplyPath direct = source.isLinkLocal() ? paths.find(name) : null;
          ReplyPath path = direct != null ? direct : current::send;
          context.handle(new Datagram(payload, source, scopeId, port, true, name, path));
        });
  }

  private void dropAllBut(List<InterfaceView> views) {
    Map<String, Integer> wanted = new HashMap<>();
    views.forEach(each -> wanted.put(each.name(), each.index()));
    memberships
        .entrySet()
        .removeIf(
            entry -> {
              Integer index = wanted.get(entry.getKey());
              boolean gone = index == null || index != entry.getValue().index();
              if (gone) {
                entry.getValue().key().drop();
              }
              return gone;
            });
  }

  private void join(UdpSocket current, InterfaceView view) {
    try {
      NetworkInterface found = NetworkInterface.getByIndex(view.index());
      if (found == null) {
        return; // went away since the look
      }
      MembershipKey key = current.channel().join(SERVERS.toInet(0), found);
      memberships.put(view.name(), new Membership(view.index(), key));
      troubled.remove(view.name());
      LOG.info("listening on {} (interface {})", current.label(), view.name());
    } catch (IOException | RuntimeException e) {
      if (troubled.add(view.name())) {
        LOG.warn("joining {} on {} failed; it is tried again", SERVERS, view.name(), e);
      }
    }
  }

  void close() {
    UdpSocket current = socket;
    if (current != null) {
      current.close();
      socket = null;
    }
    memberships.clear();
  }
}
