package io.outrigger.lease;

/** How far a client may be ahead of what the partner knows (RFC 8156 §4.4). */
public final class LeadTime {
  private LeadTime() {}

  /**
   * The longest valid lifetime that a client may be given: the MCLT past what the partner acked, or
   * past now if that is later. In seconds, always less than {@link LifetimePolicy#INFINITE}.
   *
   * @param ackedPartnerLifetimeEpochSecond the partner-lifetime that the partner acked; 0 if none
   */
  public static long boundSeconds(
      long ackedPartnerLifetimeEpochSecond, long mcltSeconds, long nowEpochSecond) {
    long rest = Math.max(ackedPartnerLifetimeEpochSecond - nowEpochSecond, 0);
    // INFINITE would be no bound at all.
    return Math.min(rest, LifetimePolicy.INFINITE - 1 - mcltSeconds) + mcltSeconds;
  }

  /**
   * The partner-lifetime to send with a lease granted now: so far ahead that the client can have
   * the desired lifetime when it renews. Never lower than one that the partner acked.
   *
   * @param desiredValidSeconds the valid lifetime that clients are to have, 0 to 2^32-1
   * @param t1Seconds when the client renews; 0 if that is left to it, which counts as half of the
   *     granted valid lifetime
   * @param ackedPartnerLifetimeEpochSecond the partner-lifetime that the partner acked; 0 if none
   */
  public static long partnerLifetime(
      long desiredValidSeconds,
      long t1Seconds,
      GrantedLifetimes granted,
      long nowEpochSecond,
      long ackedPartnerLifetimeEpochSecond) {
    if (desiredValidSeconds == LifetimePolicy.INFINITE) {
      return Lease.INFINITE;
    }
    long t1 = t1Seconds == 0 ? granted.validSeconds() / 2 : t1Seconds;
    return Math.max(
        nowEpochSecond + desiredValidSeconds + Math.min(t1, granted.validSeconds()),
        ackedPartnerLifetimeEpochSecond);
  }
}
