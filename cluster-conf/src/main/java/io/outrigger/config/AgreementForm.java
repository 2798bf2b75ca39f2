package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two partners must have alike, written so that order and formatting of their files do not
 * matter: two servers agree if and only if their forms are equal. Values of several parts have one
 * a line, in order.
 *
 * @param relationship what the relationship as a whole must have alike, by the key's name
 * @param pools for each pool of the relationship the same
 */
public record AgreementForm(
    NavigableMap<String, String> relationship,
    NavigableMap<String, NavigableMap<String, String>> pools) {

  /** What {@code config} says of {@code relationship} and the pools in it. */
  public static AgreementForm of(OutriggerConfig config, RelationshipConfig relationship) {
    NavigableMap<String, NavigableMap<String, String>> pools = new TreeMap<>();
    for (LinkConfig link : config.links()) {
      if (link.pools().stream().anyMatch(pool -> isIn(pool, relationship))) {
        String reservations = reservations(link);
        for (PoolConfig pool : link.pools()) {
          if (isIn(pool, relationship)) {
            pools.put(pool.name(), pool(link, pool, reservations));
          }
        }
      }
    }
    TreeMap<String, String> whole = new TreeMap<>();
    whole.put("mclt", Texts.seconds(relationship.mclt().toSeconds()));
    whole.put("tls", relationship.tls() instanceof TlsConfig.Off ? "off" : "required");
    return new AgreementForm(whole, pools);
  }

  private static boolean isIn(PoolConfig pool, RelationshipConfig relationship) {
    return pool.relationship().filter(relationship.name()::equals).isPresent();
  }

  private static NavigableMap<String, String> pool(
      LinkConfig link, PoolConfig pool, String reservations) {
    TreeMap<String, String> form = new TreeMap<>();
    switch (pool) {
      case AddressPoolConfig addresses -> {
        form.put("kind", "address");
        form.put("range", Texts.range(addresses.first(), addresses.last()));
      }
      case PrefixPoolConfig prefixes -> {
        form.put("kind", "prefix");
        form.put("prefix", Texts.of(prefixes.prefix()));
        form.put("delegated-length", Integer.toString(prefixes.delegatedLength()));
        form.put("exclude", prefixes.excluded().map(Texts::of).orElse("none"));
      }
    }
    form.put("allocation", Values.written(pool.allocation()));
    if (pool.allocation() == Allocation.PROPORTIONAL) {
      form.put("secondary-share", pool.secondarySharePercent() + "%");
    }
    LifetimesConfig lifetimes = link.lifetimesOf(pool);
    form.put("preferred", Texts.seconds(lifetimes.preferredSeconds()));
    form.put("valid", Texts.seconds(lifetimes.validSeconds()));
    form.put("t1", Texts.seconds(lifetimes.t1Seconds()));
    form.put("t2", Texts.seconds(lifetimes.t2Seconds()));
    form.put("prefixes", list(link.prefixes().stream().map(Texts::of), "\n"));
    form.put("reservations", reservations);
    return form;
  }

  /** All those of the link: one of them may lie in any of its pools. */
  private static String reservations(LinkConfig link) {
    return list(
        link.reservations().stream()
            .map(
                reservation ->
                    list(
                            Stream.concat(
                                    reservation.addresses().stream().map(Ipv6Prefix::of),
                                    reservation.prefixes().stream())
                                .map(Texts::of),
                            " and ")
                        + " for "
                        + selector(reservation.selector())),
        "\n");
  }

  private static String selector(ClientSelector selector) {
    return switch (selector) {
      case ClientSelector.ByDuid by -> "duid " + by.duid();
      case ClientSelector.ByDuidAndIaid by ->
          "duid " + by.duid() + " iaid " + Integer.toUnsignedString(by.iaid());
      case ClientSelector.ByLinkLayerAddress by -> "hw-address " + by.address();
      case ClientSelector.ByInterfaceId by -> "interface-id 0x" + by.interfaceId();
      case ClientSelector.ByRemoteId by ->
          "remote-id 0x"
              + by.remoteId()
              + (by.enterpriseNumber().isPresent()
                  ? " enterprise-number " + by.enterpriseNumber().getAsLong()
                  : "");
    };
  }

  private static String list(Stream<String> texts, String separator) {
    return texts
        .sorted(Comparator.naturalOrder())
        .distinct()
        .collect(Collectors.joining(separator));
  }
}
