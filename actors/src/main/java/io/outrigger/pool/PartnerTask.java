package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ReceivedLease;

/** What the partner says of a lease of the pool. */
public sealed interface PartnerTask extends PoolTask {

  /**
   * A BNDUPD tells of a lease (RFC 8156 §7.5); the pool answers with a {@link PoolSignal.Judged}.
   *
   * @param token comes back with the answer
   */
  record UpdateReceived(long token, ReceivedLease update) implements PartnerTask {}

  /**
   * A BNDREPLY answers the update on its way (§7.7).
   *
   * @param accepted what was sent is in the partner's database
   * @param partnerLifetime the partner-lifetime that the partner says it has, in seconds since
   *     1970-01-01T00:00Z; 0 if it says nothing of one
   */
  record UpdateAnswered(Ipv6Prefix resource, boolean accepted, long partnerLifetime)
      implements PartnerTask {}
}
