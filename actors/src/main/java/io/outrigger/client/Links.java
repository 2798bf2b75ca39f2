package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the link of a request (RFC 8415 §13.1): by the innermost link-address that is not zero, by
 * the ingress interface where no relay gave one.
 */
public final class Links {
  private final List<Link> all;
  private final Map<String, Link> byInterface = new HashMap<>();

  /** For each prefix length in use, longest first: first address to link. */
  private final NavigableMap<Integer, Map<Ipv6Prefix, Link>> byLength =
      new TreeMap<>(Comparator.reverseOrder());

  public Links(List<Link> links) {
    all = List.copyOf(links);
    for (Link link : links) {
      for (String name : link.interfaces()) {
        byInterface.put(name, link);
      }
      List<Ipv6Prefix> selectors = new ArrayList<>(link.relayLinkAddresses());
      selectors.addAll(link.prefixes());
      for (Ipv6Prefix prefix : selectors) {
        byLength
            .computeIfAbsent(prefix.length(), _length -> new HashMap<>())
            .putIfAbsent(prefix, link);
      }
    }
  }

  public List<Link> all() {
    return all;
  }

  public Optional<Link> of(ClientRequest request) {
    Optional<Ipv6Address> linkAddress = request.linkAddress();
    if (linkAddress.isPresent()) {
      return byLinkAddress(linkAddress.get());
    }
    return request.interfaceName() == null
        ? Optional.empty()
        : Optional.ofNullable(byInterface.get(request.interfaceName()));
  }

  private Optional<Link> byLinkAddress(Ipv6Address address) {
    for (Map.Entry<Integer, Map<Ipv6Prefix, Link>> entry : byLength.entrySet()) {
      Link link = entry.getValue().get(Ipv6Prefix.of(address, entry.getKey()));
      if (link != null) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }
}
