package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What must hold of the links, each for itself and together. */
final class LinkChecks {
  private LinkChecks() {}

  static void check(List<LinkReader.Read> links, ServerConfig server, Section serverSection) {
    Map<String, Section> names = new HashMap<>();
    Map<String, LinkReader.Read> interfaces = new HashMap<>();
    PrefixIndex<LinkReader.Read> selectors = new PrefixIndex<>();
    PrefixIndex<LinkReader.Read> onLink = new PrefixIndex<>();
    for (LinkReader.Read link : links) {
      if (!link.config().name().isEmpty()) {
        Uniqueness.check(names, link.config().name(), link.section(), "link");
      }
      checkReachable(link);
      link.config().interfaces().forEach(name -> claimInterface(interfaces, name, link));
      for (Ipv6Prefix prefix : link.config().relayLinkAddresses()) {
        claim(selectors, prefix, link, "relay-link-addresses");
      }
      for (Ipv6Prefix prefix : link.config().prefixes()) {
        claim(selectors, prefix, link, "prefixes");
        claimOnLink(onLink, prefix, link);
      }
    }
    checkListening(links, interfaces.keySet(), server, serverSection);
  }

  private static void checkReachable(LinkReader.Read link) {
    Section section = link.section();
    if (link.config().interfaces().isEmpty()
        && link.config().relayLinkAddresses().isEmpty()
        && !section.isBad("interface")
        && !section.isBad("interfaces")
        && !section.isBad("relay-link-addresses")) {
      section.error(
          "no client would ever be on this link: write interface = eth0, or relay-link-addresses ="
              + " [\"2001:db8:1::/64\"]");
    }
  }

  private static void claimInterface(
      Map<String, LinkReader.Read> interfaces, String name, LinkReader.Read link) {
    LinkReader.Read other = interfaces.putIfAbsent(name, link);
    if (other != null && !other.is(link)) {
      String key = link.section().isSet("interfaces") ? "interfaces" : "interface";
      link.section()
          .error(
              key,
              "interface "
                  + name
                  + " belongs to link "
                  + other.config().name()
                  + " already: a client is on one link only");
    }
  }

  /** A relay's link-address selects by relay-link-addresses and by prefixes. */
  private static void claim(
      PrefixIndex<LinkReader.Read> selectors, Ipv6Prefix prefix, LinkReader.Read link, String key) {
    Optional<LinkReader.Read> other = selectors.putIfAbsent(prefix, link);
    if (other.isPresent() && !other.get().is(link)) {
      link.section()
          .error(
              key,
              Texts.of(prefix)
                  + " belongs to link "
                  + other.get().config().name()
                  + " already: a client is on one link only");
    }
  }

  private static void claimOnLink(
      PrefixIndex<LinkReader.Read> onLink, Ipv6Prefix prefix, LinkReader.Read link) {
    Optional<Ipv6Prefix> overlapping = onLink.overlapping(prefix);
    Optional<LinkReader.Read> other = overlapping.flatMap(onLink::at);
    boolean same = overlapping.equals(Optional.of(prefix)); // then there is an error
    if (other.isPresent() && !other.get().is(link) && !same) {
      link.section()
          .warning(
              "prefixes",
              Texts.of(prefix)
                  + " overlaps "
                  + Texts.of(overlapping.get())
                  + " of link "
                  + other.get().config().name()
                  + ": both links call the same addresses theirs");
    }
    var unused = onLink.putIfAbsent(prefix, link);
  }

  private static void checkListening(
      List<LinkReader.Read> links, Set<String> linked, ServerConfig server, Section serverSection) {
    if (serverSection.isBad("listen")) {
      return;
    }
    Set<String> listening = new TreeSet<>(server.listen().interfaces());
    for (LinkReader.Read link : links) {
      for (String name : link.config().interfaces()) {
        if (!listening.contains(name)) {
          link.section()
              .warning(
                  link.section().isSet("interface") ? "interface" : "interfaces",
                  name + " is not in server.listen.interfaces: nobody is heard there; add it");
        }
      }
    }
    boolean relays = links.stream().anyMatch(l -> !l.config().relayLinkAddresses().isEmpty());
    listening.removeAll(linked);
    for (String name : relays ? Set.<String>of() : listening) {
      serverSection
          .child("listen")
          .warning("interfaces", "no link has interface " + name + ": clients there get no answer");
    }
  }
}
