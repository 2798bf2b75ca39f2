package io.outrigger.config;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code reservations} of a link. */
final class ReservationReader {
  private static final long UNSIGNED_MAX = 0xffff_ffffL;
  private static final List<String> SELECTORS =
      List.of("duid", "hw-address", "interface-id", "remote-id");

  private ReservationReader() {}

  /** A reservation and where it stands. */
  record Read(ReservationConfig config, Section section) {}

  static List<Read> read(Section link) {
    List<Read> reservations = new ArrayList<>();
    for (Section section :
        link.children("reservations", Reference.element("reservation"), key -> false)) {
      one(section).ifPresent(config -> reservations.add(new Read(config, section)));
    }
    return reservations;
  }

  private static Optional<ReservationConfig> one(Section section) {
    Optional<ClientSelector> selector = selector(section);
    List<Ipv6Address> addresses = new ArrayList<>();
    List<Ipv6Prefix> prefixes = new ArrayList<>();
    for (String key : List.of("address", "addresses")) {
      addresses.addAll(section.list(key, NetworkValues::address));
    }
    for (String key : List.of("prefix", "prefixes")) {
      prefixes.addAll(section.list(key, NetworkValues::prefix));
    }
    if (addresses.isEmpty()
        && prefixes.isEmpty()
        && !section.isBad("address")
        && !section.isBad("addresses")
        && !section.isBad("prefix")
        && !section.isBad("prefixes")) {
      section.error("nothing is reserved: write address = \"...\" or prefix = \".../56\"");
    }
    return selector.map(s -> new ReservationConfig(s, addresses, prefixes));
  }

  private static Optional<ClientSelector> selector(Section section) {
    List<String> written = SELECTORS.stream().filter(section::isSet).toList();
    if (written.size() != 1) {
      section.error(
          written.isEmpty()
              ? "for whom? Write one of " + String.join(", ", SELECTORS)
              : String.join(" and ", written) + " together: write one of them");
      return Optional.empty();
    }
    onlyWith(section, "iaid", "duid");
    onlyWith(section, "enterprise-number", "remote-id");
    return switch (written.getFirst()) {
      case "duid" -> byDuid(section);
      case "hw-address" ->
          section
              .optional("hw-address", NetworkValues::linkLayerAddress)
              .map(ClientSelector.ByLinkLayerAddress::new);
      case "interface-id" ->
          section
              .optional("interface-id", NetworkValues::textOrHex)
              .map(ClientSelector.ByInterfaceId::new);
      default -> byRemoteId(section);
    };
  }

  private static Optional<ClientSelector> byDuid(Section section) {
    Optional<Duid> duid = section.optional("duid", NetworkValues::duid);
    Optional<Long> iaid = section.optional("iaid", Values.integer(0, UNSIGNED_MAX));
    return duid.map(
        d ->
            iaid.isPresent()
                ? new ClientSelector.ByDuidAndIaid(d, (int) iaid.get().longValue())
                : new ClientSelector.ByDuid(d));
  }

  private static Optional<ClientSelector> byRemoteId(Section section) {
    Optional<Bytes> remoteId = section.optional("remote-id", NetworkValues::textOrHex);
    OptionalLong enterprise =
        section
            .optional("enterprise-number", Values.integer(0, UNSIGNED_MAX))
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    return remoteId.map(id -> new ClientSelector.ByRemoteId(enterprise, id));
  }

  private static void onlyWith(Section section, String key, String selector) {
    if (section.isSet(key) && !section.isSet(selector)) {
      section.error(key, "belongs to " + selector + ": remove it, or write " + selector);
    }
  }
}
