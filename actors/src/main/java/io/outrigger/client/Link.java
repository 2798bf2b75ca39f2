package io.outrigger.client;

import io.outrigger.config.ConfiguredOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.pool.ClientDirectory;
import io.outrigger.pool.PoolRef;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A link as requests need it.
 *
 * @param relayLinkAddresses which relays' link-addresses mean this link
 * @param prefixes the prefixes that are on-link
 * @param ready whether all pools have been read from the journal
 */
public record Link(
    String name,
    List<String> interfaces,
    List<Ipv6Prefix> relayLinkAddresses,
    List<Ipv6Prefix> prefixes,
    boolean rapidCommit,
    Kind addresses,
    Kind delegations,
    Reservations reservations,
    List<ConfiguredOption> options,
    BooleanSupplier ready) {

  /**
   * The pools of one kind (addresses or prefixes), in the operator's order.
   *
   * @param directory serves only where there are several pools
   */
  public record Kind(List<PoolRef> pools, ClientDirectory directory) {
    boolean covers(Ipv6Prefix resource) {
      for (PoolRef pool : pools) {
        if (pool.covers(resource)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Whether any pool of the link lets this server answer such a message (RFC 8156 §8.1); a link
   * without pools has nothing that a partner shares.
   */
  boolean answers(ClientServerMessage message) {
    boolean any = false;
    for (Kind kind : List.of(addresses, delegations)) {
      for (PoolRef pool : kind.pools()) {
        if (answers(pool, message)) {
          return true;
        }
        any = true;
      }
    }
    return !any;
  }

  /** Whether the pool's relationship lets this server answer such a message. */
  static boolean answers(PoolRef pool, ClientServerMessage message) {
    return switch (pool.responsiveness().get()) {
      case RESPONSIVE -> true;
      // Another server's DUID would have been refused before (RFC 8415 §16).
      case RENEW_RESPONSIVE -> message.options().has(ServerIdOption.class);
      case UNRESPONSIVE -> false;
    };
  }

  /**
   * Whether {@code address} has no place on this link (RFC 8415 §18.3.2); never where the operator
   * has not said what has.
   */
  boolean isOffLink(Ipv6Address address) {
    return !prefixes.isEmpty() && !isOnLink(address);
  }

  /** Whether {@code address} belongs on this link by the operator's word. */
  boolean isOnLink(Ipv6Address address) {
    for (Ipv6Prefix prefix : prefixes) {
      if (prefix.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
