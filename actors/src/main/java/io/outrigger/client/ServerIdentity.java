package io.outrigger.client;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import java.util.Optional;

/**
 * Who this server is towards clients.
 *
 * @param preference 0 to 255 (RFC 8415 §21.8)
 * @param unicast the address that clients may send to (RFC 8415 §21.12); empty: they multicast
 */
public record ServerIdentity(Duid duid, int preference, Optional<Ipv6Address> unicast) {}
