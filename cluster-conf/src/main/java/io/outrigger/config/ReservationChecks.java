package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold of reservations: on-link, in no foreign pool, each client and resource once. */
final class ReservationChecks {
  /** One reserved address or prefix. */
  private record Resource(Ipv6Prefix prefix, ReservationReader.Read reservation) {
    String key() {
      Section section = reservation.section();
      return prefix.isAddress()
          ? section.isSet("address") ? "address" : "addresses"
          : section.isSet("prefix") ? "prefix" : "prefixes";
    }
  }

  private final PoolIndex pools;
  private final List<Resource> resources = new ArrayList<>();

  private ReservationChecks(PoolIndex pools) {
    this.pools = pools;
  }

  static void check(List<LinkReader.Read> links, PoolIndex pools) {
    ReservationChecks checks = new ReservationChecks(pools);
    for (LinkReader.Read link : links) {
      Map<ClientSelector, Section> clients = new HashMap<>();
      for (ReservationReader.Read reservation : link.reservations()) {
        checkClient(clients, reservation);
        for (Ipv6Address address : reservation.config().addresses()) {
          checks.checkAddress(link, new Resource(Ipv6Prefix.of(address), reservation));
        }
        for (Ipv6Prefix prefix : reservation.config().prefixes()) {
          checks.checkPrefix(link, new Resource(prefix, reservation));
        }
      }
    }
    checks.checkDistinct();
  }

  private static void checkClient(
      Map<ClientSelector, Section> clients, ReservationReader.Read reservation) {
    Section section = reservation.section();
    Section other = clients.putIfAbsent(reservation.config().selector(), section);
    if (other != null) {
      section.error(
          "this client has a reservation already ("
              + Uniqueness.where(other.place(), section.place())
              + "): write all it gets into one");
    }
  }

  private void checkAddress(LinkReader.Read link, Resource resource) {
    resources.add(resource);
    Ipv6Address address = resource.prefix().address();
    Section section = resource.reservation().section();
    if (!link.config().isOnLink(address) && !link.section().isBad("prefixes")) {
      section.error(
          resource.key(),
          address + " lies in none of the link's prefixes: its client could not use it here");
    }
    checkForeign(link, resource, pools.overlapping(address, address));
  }

  private void checkPrefix(LinkReader.Read link, Resource resource) {
    resources.add(resource);
    Ipv6Prefix prefix = resource.prefix();
    Section section = resource.reservation().section();
    Optional<PoolIndex.Entry> overlapping = pools.overlapping(prefix.address(), prefix.last());
    checkForeign(link, resource, overlapping);
    if (overlapping.isEmpty()) {
      return;
    }
    switch (overlapping.get().config()) {
      case AddressPoolConfig pool ->
          section.error(
              resource.key(),
              Texts.of(prefix)
                  + " overlaps the addresses of pool "
                  + pool.name()
                  + ": reserve another prefix");
      case PrefixPoolConfig pool -> {
        if (prefix.length() != pool.delegatedLength()) {
          section.error(
              resource.key(),
              Texts.of(prefix)
                  + " overlaps pool "
                  + pool.name()
                  + ", which delegates /"
                  + pool.delegatedLength()
                  + ": reserve a /"
                  + pool.delegatedLength()
                  + ", or one outside the pool");
        }
      }
    }
  }

  private static void checkForeign(
      LinkReader.Read link, Resource resource, Optional<PoolIndex.Entry> overlapping) {
    if (overlapping.isPresent() && !overlapping.get().link().is(link)) {
      resource
          .reservation()
          .section()
          .error(
              resource.key(),
              resource.prefix()
                  + " lies in pool "
                  + overlapping.get().config().name()
                  + " of link "
                  + overlapping.get().link().config().name()
                  + ": reserve it there");
    }
  }

  /** In order of their first address, prefixes that overlap follow one that contains them. */
  private void checkDistinct() {
    resources.sort(Comparator.comparing(Resource::prefix));
    Resource outer = null;
    for (Resource resource : resources) {
      if (outer != null && outer.prefix().contains(resource.prefix())) {
        reportTwice(outer, resource);
      } else {
        outer = resource;
      }
    }
  }

  private static void reportTwice(Resource a, Resource b) {
    boolean later =
        a.reservation().section().place().line() > b.reservation().section().place().line();
    Resource at = later ? a : b;
    Resource other = later ? b : a;
    Place place = at.reservation().section().placeOf(at.key());
    at.reservation()
        .section()
        .error(
            at.key(),
            at.prefix()
                + " is reserved twice ("
                + Uniqueness.where(other.reservation().section().placeOf(other.key()), place)
                + (at.prefix().equals(other.prefix()) ? "" : ", as " + other.prefix())
                + "): remove one");
  }
}
