package io.outrigger.config;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import java.util.OptionalLong;

/** Whom a reservation is for. */
public sealed interface ClientSelector {

  /** The client with this DUID, whatever its IAIDs. */
  record ByDuid(Duid duid) implements ClientSelector {}

  /** One IA of the client with this DUID; {@code iaid} is unsigned. */
  record ByDuidAndIaid(Duid duid, int iaid) implements ClientSelector {}

  /**
   * The client with this link-layer address: by option 79 (RFC 6939), a DUID-LLT or DUID-LL, or the
   * EUI-64 in its link-local address.
   */
  record ByLinkLayerAddress(Bytes address) implements ClientSelector {}

  /** The client behind this Interface-Id of a relay (RFC 8415 §21.18). */
  record ByInterfaceId(Bytes interfaceId) implements ClientSelector {}

  /**
   * The client behind this Remote-ID of a relay (RFC 4649).
   *
   * @param enterpriseNumber 0 to 2^32 - 1; empty: any
   */
  record ByRemoteId(OptionalLong enterpriseNumber, Bytes remoteId) implements ClientSelector {}
}
