package io.outrigger.lease;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one address or delegated prefix. Times are seconds since 1970-01-01T00:00Z;
 * 0 means "never" or "not known"; {@link #INFINITE} never comes.
 *
 * @param resource the address (as a prefix of length 128) or the delegated prefix
 * @param status the state of RFC 8156 §7.2
 * @param sinceEpochSecond when it entered that state (start-time-of-state)
 * @param client the client of an ACTIVE, EXPIRED or RELEASED lease; the last one otherwise, if
 *     known
 * @param iaid the client's identity association
 * @param preferredSeconds the preferred lifetime last given, 0 to 2^32-1
 * @param validSeconds the valid lifetime last given, 0 to 2^32-1
 * @param expiresEpochSecond when the lifetime last given to the client ends; where two servers
 *     share the lease, the latest end that either told it
 * @param clientLastTransactionEpochSecond when the client was last heard about this lease
 * @param partnerLifetimeEpochSecond the partner-lifetime last sent to the partner
 * @param ackedPartnerLifetimeEpochSecond the partner-lifetime that the partner acked last
 * @param expirationTimeEpochSecond the expiration-time received from the partner
 * @param partnerRawCltEpochSecond the client-last-transaction time as the partner sent it
 * @param owed whether the partner has yet to ack the newest state of this lease
 * @param relayData the relay options and addresses of the client's last message, encoded; null if
 *     direct
 * @param clientName the FQDN option of the client, encoded; null if none was sent
 */
public record Lease(
    Ipv6Prefix resource,
    BindingStatus status,
    long sinceEpochSecond,
    @Nullable Duid client,
    int iaid,
    long preferredSeconds,
    long validSeconds,
    long expiresEpochSecond,
    long clientLastTransactionEpochSecond,
    long partnerLifetimeEpochSecond,
    long ackedPartnerLifetimeEpochSecond,
    long expirationTimeEpochSecond,
    long partnerRawCltEpochSecond,
    boolean owed,
    @Nullable Bytes relayData,
    @Nullable Bytes clientName) {

  /** An {@link #expiresEpochSecond} that never comes. */
  public static final long INFINITE = Long.MAX_VALUE;

  /** Whether {@code duid} with {@code iaid} is the client that this record names. */
  public boolean belongsTo(Duid duid, int iaid) {
    return this.iaid == iaid && duid.equals(client);
  }

  /** Whether an update with {@code other} tells the partner the same, as far as clients go. */
  public boolean tellsTheSameAs(Lease other) {
    return status == other.status
        && iaid == other.iaid
        && Objects.equals(client, other.client)
        && validSeconds == other.validSeconds
        && expiresEpochSecond == other.expiresEpochSecond
        && clientLastTransactionEpochSecond == other.clientLastTransactionEpochSecond;
  }

  /**
   * The partner-lifetime of an ACTIVE lease in an update: what this server wants to be able to
   * promise, or, if it has promised nothing, the end that it knows of.
   */
  public long partnerLifetimeToSend() {
    return partnerLifetimeEpochSecond != 0 ? partnerLifetimeEpochSecond : expiresEpochSecond;
  }

  /** The same with the word whether the partner has yet to ack it. */
  public Lease owing(boolean owes) {
    return owes == owed
        ? this
        : with(
            expiresEpochSecond, partnerLifetimeEpochSecond, ackedPartnerLifetimeEpochSecond, owes);
  }

  /** The same with what the partner is to be told of its end (RFC 8156 §7.3), owed. */
  public Lease promising(long partnerLifetime) {
    return with(expiresEpochSecond, partnerLifetime, ackedPartnerLifetimeEpochSecond, true);
  }

  /** The same once the partner has acked {@code partnerLifetime} (RFC 8156 §7.7). */
  public Lease acked(long partnerLifetime, boolean stillOwed) {
    return with(expiresEpochSecond, partnerLifetimeEpochSecond, partnerLifetime, stillOwed);
  }

  /**
   * The same, kept for its client until {@code end} at the least: the client was told so before,
   * and may never hear of anything shorter.
   */
  public Lease endingNotBefore(long end) {
    return end <= expiresEpochSecond
        ? this
        : with(end, partnerLifetimeEpochSecond, ackedPartnerLifetimeEpochSecond, owed);
  }

  /** The same, owed to a partner that has yet to hear of it and has said nothing of it. */
  public Lease unknownToPartner() {
    return with(expiresEpochSecond, expiresEpochSecond, 0, 0, 0, true);
  }

  private Lease with(long expires, long partnerLifetime, long ackedPartnerLifetime, boolean owes) {
    return with(
        expires,
        partnerLifetime,
        ackedPartnerLifetime,
        expirationTimeEpochSecond,
        partnerRawCltEpochSecond,
        owes);
  }

  private Lease with(
      long expires,
      long partnerLifetime,
      long ackedPartnerLifetime,
      long expirationTime,
      long partnerRawClt,
      boolean owes) {
    return new Lease(
        resource,
        status,
        sinceEpochSecond,
        client,
        iaid,
        preferredSeconds,
        validSeconds,
        expires,
        clientLastTransactionEpochSecond,
        partnerLifetime,
        ackedPartnerLifetime,
        expirationTime,
        partnerRawClt,
        owes,
        relayData,
        clientName);
  }
}
