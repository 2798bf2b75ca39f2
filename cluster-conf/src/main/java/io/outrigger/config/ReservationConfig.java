package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.List;

/** What one client gets and nobody else; inside or outside the pools of its link. */
public record ReservationConfig(
    ClientSelector selector, List<Ipv6Address> addresses, List<Ipv6Prefix> prefixes) {
  public ReservationConfig {
    addresses = List.copyOf(addresses);
    prefixes = List.copyOf(prefixes);
  }
}
