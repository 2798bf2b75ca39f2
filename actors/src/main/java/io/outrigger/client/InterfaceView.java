package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.net.Inet6Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An interface at the moment of a look.
 *
 * @param index the zone of its link-local addresses; another one after it was removed and added
 * @param linkLocals its link-local addresses, tentative ones too
 * @param onLink its other addresses, each with the length of its prefix
 */
record InterfaceView(String name, int index, List<Ipv6Address> linkLocals, List<OnLink> onLink) {

  record OnLink(Ipv6Address address, Ipv6Prefix prefix) {}

  /** Reads the interfaces of the host; tests have others. */
  @FunctionalInterface
  interface Table {
    /** Empty if the interface is absent, down, or has no address at all. */
    Optional<InterfaceView> find(String name);
  }

  static Optional<InterfaceView> ofHost(String name) {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found == null || !found.isUp()) {
        return Optional.empty();
      }
      List<Ipv6Address> linkLocals = new ArrayList<>();
      List<OnLink> onLink = new ArrayList<>();
      for (InterfaceAddress each : found.getInterfaceAddresses()) {
        if (each.getAddress() instanceof Inet6Address inet) {
          Ipv6Address address = Ipv6Address.from(inet);
          if (address.isLinkLocal()) {
            linkLocals.add(address);
          } else {
            onLink.add(new OnLink(address, Ipv6Prefix.of(address, each.getNetworkPrefixLength())));
          }
        }
      }
      return Optional.of(
          new InterfaceView(name, found.getIndex(), List.copyOf(linkLocals), List.copyOf(onLink)));
    } catch (SocketException e) { // went away while it was read
      return Optional.empty();
    }
  }
}
