package io.outrigger.lease;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * What a BNDUPD says of one address or delegated prefix (RFC 8156 §7.4). Times are seconds since
 * 1970-01-01T00:00Z by the receiver's clock; 0 means that the option was not there.
 *
 * @param resource the address (as a prefix of length 128) or the delegated prefix
 * @param client the client in the CLIENTID; null for a lease outside of CLIENT_DATA
 * @param iaid the client's identity association; 0 without a client
 * @param preferredSeconds the preferred lifetime sent to the client, 0 to 2^32-1
 * @param validSeconds the valid lifetime sent to the client, 0 to 2^32-1
 * @param sinceEpochSecond start-time-of-state; always there
 * @param stateExpirationEpochSecond when the state ends by itself
 * @param cltEpochSecond when the partner last heard the client: CLT_TIME made absolute
 * @param partnerLifetimeEpochSecond after which time this server may take the lease for expired
 * @param partnerRawCltEpochSecond when this server last told the partner that it heard the client
 * @param expirationTimeEpochSecond the greatest lifetime that the partner acked to this server
 * @param relayData the body of the LQ_RELAY_DATA option; null if there was none
 * @param clientName the body of the CLIENT_FQDN option; null if there was none
 * @param clockOffsetSeconds what was added to the partner's times to make them times of the
 *     receiver's clock; 0 unless clocks may differ. The partner-raw-clt-time that is stored is one
 *     without it
 */
public record ReceivedLease(
    Ipv6Prefix resource,
    BindingStatus status,
    @Nullable Duid client,
    int iaid,
    long preferredSeconds,
    long validSeconds,
    long sinceEpochSecond,
    long stateExpirationEpochSecond,
    long cltEpochSecond,
    long partnerLifetimeEpochSecond,
    long partnerRawCltEpochSecond,
    long expirationTimeEpochSecond,
    @Nullable Bytes relayData,
    @Nullable Bytes clientName,
    long clockOffsetSeconds) {

  /** Whether this is about the client that {@code lease} names, with the same IAID. */
  public boolean isOfClientOf(Lease lease) {
    return client != null && lease.belongsTo(client, iaid);
  }
}
