package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Address;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The configurations of the servers of a simulated relationship: a, c or d is the primary, b the
 * secondary, of several relationships where it is a hub.
 */
final class PairConfig {
  private static final String HUB = "b";
  private static final List<String> PRIMARIES = List.of("a", "c", "d");

  /** How far the links of one relationship are from those of the next, in 2001:db8::/32. */
  private static final int LINKS = 0x10;

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("mclt", "1h"),
          Map.entry("keepalive", "60s"),
          Map.entry("startup-time", "10s"),
          Map.entry("auto-partner-down", "off"),
          Map.entry("start-alone", "wait"),
          Map.entry("time-skew", "reject"),
          Map.entry("max-unacked-bndupd", "10"),
          Map.entry("addresses", "10"),
          Map.entry("address-allocation", "independent"),
          Map.entry("prefixes", "8"),
          Map.entry("links", "1"),
          Map.entry("preferred", "2d"),
          Map.entry("valid", "3d"),
          Map.entry("t1", ""),
          Map.entry("t2", ""),
          Map.entry("rapid-commit", "off"),
          Map.entry("abandoned-time", "24h"));

  private final Map<String, String> values = new TreeMap<>(DEFAULTS);
  private final int number;

  PairConfig() {
    this(0);
  }

  /**
   * @param number which relationship of a hub, from 0 on
   */
  PairConfig(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The name of the relationship. */
  String name() {
    return "pair" + suffix();
  }

  private String suffix() {
    return number == 0 ? "" : Integer.toString(number + 1);
  }

  /** The primary; the secondary is b. */
  String primary() {
    return PRIMARIES.get(number);
  }

  static Ipv6Address address(String server) {
    return Ipv6Address.parse("2001:db8:f::" + server);
  }

  /** The prefix of the link of this relationship, and of the other one if there is one. */
  Ipv6Address link(int link) {
    return Ipv6Address.parse("2001:db8:" + Integer.toHexString(link + number * LINKS) + "::");
  }

  /** The same, to be changed apart. */
  PairConfig copy() {
    PairConfig copy = new PairConfig(number);
    copy.values.putAll(values);
    return copy;
  }

  PairConfig with(String key, String value) {
    if (!DEFAULTS.containsKey(key)) {
      throw new IllegalArgumentException("no such setting: " + key);
    }
    values.put(key, value);
    return this;
  }

  /** How many there are of that many, for a pool is a power of two. */
  static int blocks(int prefixes) {
    return prefixes == 1 ? 1 : Integer.highestOneBit(prefixes - 1) << 1;
  }

  String get(String key) {
    return String.valueOf(values.get(key));
  }

  String of(boolean primary) {
    return server(primary ? primary() : HUB, List.of(this));
  }

  /**
   * The file of a server.
   *
   * @param configs of its relationships, as it is to know them
   */
  static String server(String name, List<PairConfig> configs) {
    String links = configs.stream().map(PairConfig::links).collect(Collectors.joining(", "));
    return """
    outrigger {
      server {
        name = %s
        state-dir = /nowhere
        listen.unicast = ["[%s]:547"]
        admin.enabled = off
        abandoned-time = %s
      }
      failover {
        listen = ["[%s]:647"]
        relationships = [%s]
      }
      links = [%s]
    }
    """
        .formatted(
            name,
            address(name),
            configs.getFirst().get("abandoned-time"),
            address(name),
            configs.stream()
                .map(each -> each.relationship(!name.equals(HUB)))
                .collect(Collectors.joining(", ")),
            links);
  }

  private String relationship(boolean primary) {
    return """
    {
      name = %s, role = %s, partner = "[%s]:647"
      mclt = %s, keepalive = %s, startup-time = %s, auto-partner-down = %s, time-skew = %s
      max-unacked-bndupd = %s%s, tls = off
    }"""
        .formatted(
            name(),
            primary ? "primary" : "secondary",
            address(primary ? HUB : primary()),
            get("mclt"),
            get("keepalive"),
            get("startup-time"),
            get("auto-partner-down"),
            get("time-skew"),
            get("max-unacked-bndupd"),
            primary ? "" : ", start-alone = " + get("start-alone"));
  }

  private String links() {
    int prefixes = Integer.parseInt(get("prefixes"));
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, prefixes - 1));
    String times = get("t1").isEmpty() ? "" : ", t1 = " + get("t1") + ", t2 = " + get("t2");
    String pools =
        """
          { name = na%s, kind = address, range = "%s1:0 - %s1:%x",
            relationship = %s, allocation = %s }
          { name = pd%s, kind = prefix, prefix = "2001:db8:%x::/%d", delegated-length = 56,
            relationship = %s, allocation = proportional }
        """
            .formatted(
                suffix(),
                link(1),
                link(1),
                Integer.parseInt(get("addresses")) - 1,
                name(),
                get("address-allocation").toLowerCase(Locale.ROOT),
                suffix(),
                0x8000 + number * 0x100,
                56 - bits,
                name());
    String first = link("lab", 1, "rapid-commit = " + get("rapid-commit"), times, pools);
    return get("links").equals("1") ? first : first + ", " + second();
  }

  /** Another link, for clients that move. */
  private String second() {
    String pools =
        """
          { name = other%s, kind = address, range = "%s1:0 - %s1:%x",
            relationship = %s, allocation = independent }
        """
            .formatted(suffix(), link(2), link(2), Integer.parseInt(get("addresses")) - 1, name());
    return link("other", 2, "", "", pools);
  }

  private String link(String name, int link, String more, String times, String pools) {
    return """
    {
        name = %s%s
        relay-link-addresses = ["%s/64"]
        prefixes = ["%s/64"]
        %s
        lifetimes { preferred = %s, valid = %s%s }
        pools = [
    %s]
      }"""
        .formatted(
            name,
            suffix(),
            link(link),
            link(link),
            more,
            get("preferred"),
            get("valid"),
            times,
            pools);
  }
}
