package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;

/** How values are written in messages. */
final class Texts {
  private Texts() {}

  /** Always with its length, unlike {@link Ipv6Prefix#toString}. */
  static String of(Ipv6Prefix prefix) {
    return prefix.address() + "/" + prefix.length();
  }

  static String range(Ipv6Address first, Ipv6Address last) {
    return first + " - " + last;
  }

  static String seconds(long seconds) {
    return seconds == LifetimesConfig.INFINITE ? "infinite" : seconds + "s";
  }
}
