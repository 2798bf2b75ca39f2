package io.outrigger.partner;

import io.outrigger.dhcp.VendorOptsOption.VendorOption;
import java.time.Duration;
import java.util.List;

/**
 * What CONNECT and CONNECTREPLY settled (RFC 8156 §6.1.1, §6.1.2).
 *
 * @param mclt the primary's, whole seconds
 * @param partnerKeepalive the silence after which the partner takes us for dead, whole seconds
 * @param partnerMaxUnackedBndupd BNDUPDs that may be on their way to the partner, from 1 to {@link
 *     Handshake#MOST_UNACKED_BNDUPD}
 * @param partnerAdditions the sub-options of the partner's {@link
 *     io.outrigger.failover.wire.VendorAdditions}, in order
 * @param tls whether the connection is protected
 * @param peer address and port that it goes to, for people
 */
public record LinkParameters(
    Duration mclt,
    Duration partnerKeepalive,
    int partnerMaxUnackedBndupd,
    List<VendorOption> partnerAdditions,
    boolean tls,
    String peer) {
  public LinkParameters {
    partnerAdditions = List.copyOf(partnerAdditions);
  }
}
