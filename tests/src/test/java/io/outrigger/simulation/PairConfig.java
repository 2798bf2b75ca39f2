package io.outrigger.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The configurations of a simulated pair: a is the primary, b the secondary. */
final class PairConfig {
  static final String A = "2001:db8:f::a";
  static final String B = "2001:db8:f::b";

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
    int prefixes = Integer.parseInt(get("prefixes"));
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, prefixes - 1));
    String times = get("t1").isEmpty() ? "" : ", t1 = " + get("t1") + ", t2 = " + get("t2");
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
        relationships = [{
          name = pair, role = %s, partner = "[%s]:647"
          mclt = %s, keepalive = %s, startup-time = %s, auto-partner-down = %s, time-skew = %s
          max-unacked-bndupd = %s%s, tls = off
        }]
      }
      links = [{
        name = lab
        relay-link-addresses = ["2001:db8:1::/64"]
        prefixes = ["2001:db8:1::/64"]
        rapid-commit = %s
        lifetimes { preferred = %s, valid = %s%s }
        pools = [
          { name = na, kind = address, range = "2001:db8:1::1:0 - 2001:db8:1::1:%x",
            relationship = pair, allocation = %s }
          { name = pd, kind = prefix, prefix = "2001:db8:8000::/%d", delegated-length = 56,
            relationship = pair, allocation = proportional }
        ]
      }%s]
    }
    """
        .formatted(
            primary ? "a" : "b",
            primary ? A : B,
            get("abandoned-time"),
            primary ? A : B,
            primary ? "primary" : "secondary",
            primary ? B : A,
            get("mclt"),
            get("keepalive"),
            get("startup-time"),
            get("auto-partner-down"),
            get("time-skew"),
            get("max-unacked-bndupd"),
            primary ? "" : ", start-alone = " + get("start-alone"),
            get("rapid-commit"),
            get("preferred"),
            get("valid"),
            times,
            Integer.parseInt(get("addresses")) - 1,
            get("address-allocation").toLowerCase(Locale.ROOT),
            56 - bits,
            get("links").equals("1") ? "" : second());
  }

  /** Another link, for clients that move. */
  private String second() {
    return """
    , {
        name = other
        relay-link-addresses = ["2001:db8:2::/64"]
        prefixes = ["2001:db8:2::/64"]
        lifetimes { preferred = %s, valid = %s }
        pools = [
          { name = na2, kind = address, range = "2001:db8:2::1:0 - 2001:db8:2::1:%x",
            relationship = pair, allocation = independent }
        ]
      }"""
        .formatted(get("preferred"), get("valid"), Integer.parseInt(get("addresses")) - 1);
  }
}
