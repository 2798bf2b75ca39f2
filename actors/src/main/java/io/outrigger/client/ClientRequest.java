package io.outrigger.client;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.RelayForward;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's message and how it came.
 *
 * @param relays the Relay-forward messages around it, the outermost (last) relay's first
 * @param multicast whether the datagram was sent to a multicast group
 * @param interfaceName where it came in; null if on a unicast socket of no interface
 * @param source where the datagram came from: the outermost relay or the client
 * @param peer the client's own address: the datagram's source or the innermost peer-address
 */
public record ClientRequest(
    ClientServerMessage message,
    List<RelayForward> relays,
    boolean multicast,
    @Nullable String interfaceName,
    Ipv6Address source,
    Ipv6Address peer) {

  public boolean relayed() {
    return !relays.isEmpty();
  }

  /** The client's DUID; empty only for an Information-request that hides it. */
  public Optional<Duid> clientDuid() {
    return message.options().first(ClientIdOption.class).map(ClientIdOption::duid);
  }

  /** The first link-address that is not zero, from the client outwards (RFC 8415 §13.1). */
  public Optional<Ipv6Address> linkAddress() {
    for (int i = relays.size() - 1; i >= 0; i--) {
      Ipv6Address address = relays.get(i).linkAddress();
      if (!address.isUnspecified()) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /** The relay nearest to the client; empty if there is none. */
  public Optional<RelayForward> nearestRelay() {
    return relays.isEmpty() ? Optional.empty() : Optional.of(relays.getLast());
  }

  /** What a lease keeps of the relays (RFC 8156 §7.4); null for a client heard directly. */
  public @Nullable Bytes relayData() {
    return relays.isEmpty() ? null : RelayData.encode(source, relays);
  }
}
