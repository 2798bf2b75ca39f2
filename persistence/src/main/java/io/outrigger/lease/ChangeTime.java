package io.outrigger.lease;

import org.jspecify.annotations.Nullable;

/**
 * Which second a change of a lease is given. The partner takes the later of two states for the
 * newer one and knows only seconds, so a release in the second of the renewal, or right after it an
 * answer that sets the lease free, would be equal to what it replaces, and be rejected.
 */
public final class ChangeTime {
  /**
   * How far the partner's times may be ahead (RFC 8156 §7.5.1); what is further ahead is a fault,
   * and not followed.
   */
  static final long TOLERANCE_SECONDS = 5;

  private ChangeTime() {}

  /**
   * Now, or the first second after all that is known of the lease, if that is not more than {@link
   * #TOLERANCE_SECONDS} ahead. For a new start-time-of-state or client-last-transaction-time.
   *
   * @param before the lease before the change; null if nothing was known
   */
  public static long epochSecond(@Nullable Lease before, long nowEpochSecond) {
    if (before == null) {
      return nowEpochSecond;
    }
    long next =
        1
            + Math.max(
                before.sinceEpochSecond(),
                Math.max(
                    before.clientLastTransactionEpochSecond(), before.partnerRawCltEpochSecond()));
    return next - nowEpochSecond > TOLERANCE_SECONDS
        ? nowEpochSecond
        : Math.max(next, nowEpochSecond);
  }
}
