package io.outrigger.partner;

import io.outrigger.dhcp.Ipv6Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The relationships by the address of the partner. Immutable: a reload makes a new one. */
public final class RelationshipDirectory {
  public static final RelationshipDirectory EMPTY = new RelationshipDirectory(List.of());

  private final Map<Ipv6Address, List<LinkRelationship>> byAddress;

  public RelationshipDirectory(Collection<LinkRelationship> relationships) {
    Map<Ipv6Address, List<LinkRelationship>> found = new LinkedHashMap<>();
    for (LinkRelationship each : relationships) {
      found
          .computeIfAbsent(each.settings().partner().address(), _address -> new ArrayList<>())
          .add(each);
    }
    found.replaceAll((_address, list) -> List.copyOf(list));
    byAddress = Map.copyOf(found);
  }

  /** Those with the partner at that address, in the order of the configuration; often none. */
  public List<LinkRelationship> at(Ipv6Address partner) {
    return byAddress.getOrDefault(partner, List.of());
  }
}
