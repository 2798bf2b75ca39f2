package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.List;

/**
 * One link with clients on it.
 *
 * @param interfaces clients heard here directly are on this link
 * @param relayLinkAddresses so are clients of a relay whose link-address lies in one of these
 * @param prefixes what is on-link, for CONFIRM and NotOnLink
 * @param lifetimes for the pools that say nothing of their own
 */
public record LinkConfig(
    String name,
    List<String> interfaces,
    List<Ipv6Prefix> relayLinkAddresses,
    List<Ipv6Prefix> prefixes,
    LifetimesConfig lifetimes,
    boolean rapidCommit,
    List<PoolConfig> pools,
    List<ReservationConfig> reservations,
    ClientOptionsConfig options) {

  public LinkConfig {
    interfaces = List.copyOf(interfaces);
    relayLinkAddresses = List.copyOf(relayLinkAddresses);
    prefixes = List.copyOf(prefixes);
    pools = List.copyOf(pools);
    reservations = List.copyOf(reservations);
  }

  /** The lifetimes of {@code pool}, which is one of this link. */
  public LifetimesConfig lifetimesOf(PoolConfig pool) {
    return pool.lifetimes().orElse(lifetimes);
  }

  /** True if {@code address} lies in one of the on-link prefixes. */
  public boolean isOnLink(Ipv6Address address) {
    for (Ipv6Prefix prefix : prefixes) {
      if (prefix.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
