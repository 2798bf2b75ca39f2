package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;

/** Reads one element of {@code links}. */
final class LinkReader {

  private LinkReader() {}

  /**
   * A link and where it stands. What could not be read is left out or stands at its default; there
   * is an error about it then.
   */
  record Read(
      LinkConfig config,
      Section section,
      List<PoolReader.Read> pools,
      List<Section> poolSections,
      List<ReservationReader.Read> reservations) {

    boolean is(Read other) {
      return section.path().equals(other.section.path());
    }
  }

  static Read read(Section section, OptionsReader.Options optionsForAll) {
    String name =
        section.required("name", Values::name, "the name of the link, name = lab").orElse("");
    List<String> interfaces = new ArrayList<>(section.list("interface", Values::interfaceName));
    interfaces.addAll(section.list("interfaces", Values::interfaceName));
    ServerReader.reportRepeated(
        section, section.isSet("interfaces") ? "interfaces" : "interface", interfaces);
    List<Ipv6Prefix> relays = section.list("relay-link-addresses", NetworkValues::prefix);
    ServerReader.reportRepeated(section, "relay-link-addresses", relays);
    List<Ipv6Prefix> prefixes = section.list("prefixes", NetworkValues::prefix);
    checkPrefixes(section, prefixes);
    LifetimesConfig lifetimes = LifetimesReader.ofLink(section);
    PoolReader.Pools pools = PoolReader.read(section);
    List<ReservationReader.Read> reservations = ReservationReader.read(section);
    OptionsReader.Options options = OptionsReader.read(section, optionsForAll);
    LinkConfig config =
        new LinkConfig(
            name,
            interfaces,
            relays,
            prefixes,
            lifetimes,
            section.get("rapid-commit", Values::flag),
            pools.read().stream().map(PoolReader.Read::config).toList(),
            reservations.stream().map(ReservationReader.Read::config).toList(),
            options.toConfig());
    return new Read(config, section, pools.read(), pools.sections(), reservations);
  }

  private static void checkPrefixes(Section section, List<Ipv6Prefix> prefixes) {
    ServerReader.reportRepeated(section, "prefixes", prefixes);
    for (Ipv6Prefix prefix : prefixes) {
      if (prefix.address().isMulticast() || prefix.address().isLinkLocal()) {
        section.error(
            "prefixes",
            Texts.of(prefix)
                + " holds no addresses to lease: write a global or unique local prefix");
      }
    }
  }
}
