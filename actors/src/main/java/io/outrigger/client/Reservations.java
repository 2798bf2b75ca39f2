package io.outrigger.client;

import io.outrigger.config.ClientSelector;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientLinkLayerAddressOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.InterfaceIdOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.RelayForward;
import io.outrigger.dhcp.RemoteIdOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The reservations of a link: which client may have which resource. */
public final class Reservations {

  public static final Reservations NONE = new Reservations(Map.of());

  private final Map<ClientSelector, List<Ipv6Prefix>> byKey;
  private final Set<Ipv6Prefix> resources = new LinkedHashSet<>();

  public Reservations(Map<ClientSelector, List<Ipv6Prefix>> byKey) {
    this.byKey = new HashMap<>(byKey);
    byKey.values().forEach(resources::addAll);
  }

  /** Every reserved address and prefix. */
  public Set<Ipv6Prefix> resources() {
    return resources;
  }

  /** What is reserved for this IA of this client, the most precise key first. */
  List<Ipv6Prefix> of(ClientRequest request, Duid duid, int iaid) {
    if (byKey.isEmpty()) {
      return List.of();
    }
    List<Ipv6Prefix> found = new ArrayList<>(2);
    add(found, new ClientSelector.ByDuidAndIaid(duid, iaid));
    add(found, new ClientSelector.ByDuid(duid));
    linkLayerAddress(request, duid)
        .ifPresent(a -> add(found, new ClientSelector.ByLinkLayerAddress(a)));
    Optional<RelayForward> relay = request.nearestRelay();
    if (relay.isPresent()) {
      relay
          .get()
          .options()
          .first(RemoteIdOption.class)
          .ifPresent(
              o -> {
                add(found, remoteId(OptionalLong.of(o.enterpriseNumber()), o.remoteId()));
                add(found, remoteId(OptionalLong.empty(), o.remoteId()));
              });
      relay
          .get()
          .options()
          .first(InterfaceIdOption.class)
          .ifPresent(o -> add(found, new ClientSelector.ByInterfaceId(o.interfaceId())));
    }
    return found;
  }

  private static ClientSelector remoteId(OptionalLong enterpriseNumber, Bytes remoteId) {
    return new ClientSelector.ByRemoteId(enterpriseNumber, remoteId);
  }

  private void add(List<Ipv6Prefix> found, ClientSelector key) {
    found.addAll(byKey.getOrDefault(key, List.of()));
  }

  /** What the relay saw (RFC 6939), else the DUID's own, else what the link-local address shows. */
  private static Optional<Bytes> linkLayerAddress(ClientRequest request, Duid duid) {
    Optional<Bytes> seen =
        request
            .nearestRelay()
            .flatMap(relay -> relay.options().first(ClientLinkLayerAddressOption.class))
            .map(ClientLinkLayerAddressOption::address);
    if (seen.isPresent()) {
      return seen;
    }
    byte[] octets = duid.toArray();
    if (duid.type() == 1 && octets.length > 8) {
      return Optional.of(Bytes.of(octets, 8, octets.length - 8));
    }
    if (duid.type() == 3 && octets.length > 4) {
      return Optional.of(Bytes.of(octets, 4, octets.length - 4));
    }
    return fromInterfaceIdentifier(request.peer());
  }

  private static Optional<Bytes> fromInterfaceIdentifier(Ipv6Address peer) {
    byte[] octets = peer.toOctets();
    if (!peer.isLinkLocal() || (octets[11] & 0xff) != 0xff || (octets[12] & 0xff) != 0xfe) {
      return Optional.empty();
    }
    return Optional.of(
        Bytes.of(
            (byte) (octets[8] ^ 2), octets[9], octets[10], octets[13], octets[14], octets[15]));
  }
}
