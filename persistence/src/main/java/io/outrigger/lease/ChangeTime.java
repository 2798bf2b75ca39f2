package io.outrigger.lease;

import org.jspecify.annotations.Nullable;

/**
 * Which second a change of a lease is given. The partner takes the later of two states for the
 * newer one and knows only seconds, so a release in the second of the renewal, or right after it an
 * answer that sets the lease free, would be equal to what it replaces, and be rejected.
 */
public final class ChangeTime {
  /**
   * How far ahead a time may be: what 5 s between the clocks (RFC 8156 §7.5.1) and many changes in
   * one second add up to, generously. What is further ahead is of a faulty clock, or of a partner's
   * that is known to differ, and not followed.
   */
  static final long MOST_AHEAD_SECONDS = 60;

  private ChangeTime() {}

  /**
   * Now, or the first second after all that is known of the lease, but at most {@link
   * #MOST_AHEAD_SECONDS} ahead. For a new start-time-of-state or client-last-transaction-time.
   *
   * @param before the lease before the change; null if nothing was known
   * @param nowEpochSecond seconds since 1970-01-01T00:00Z
   */
  public static long epochSecond(@Nullable Lease before, long nowEpochSecond) {
    if (before == null) {
      return nowEpochSecond;
    }
    long latest =
        Math.max(
            before.sinceEpochSecond(),
            Math.max(before.clientLastTransactionEpochSecond(), before.partnerRawCltEpochSecond()));
    long most = nowEpochSecond + MOST_AHEAD_SECONDS;
    return latest > most ? nowEpochSecond : Math.clamp(latest + 1, nowEpochSecond, most);
  }
}
