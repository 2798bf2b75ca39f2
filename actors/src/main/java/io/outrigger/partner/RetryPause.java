package io.outrigger.partner;

import java.time.Duration;

/** When a primary tries again (RFC 8156 §6.1). Pure; no jitter, there is one partner to reach. */
final class RetryPause {
  private static final int FACTOR_AFTER_REFUSAL = 6;
  private static final Duration LONGEST_AFTER_REFUSAL = Duration.ofMinutes(5);

  private RetryPause() {}

  /**
   * @param refused whether the partner said no, by CONNECTREPLY or DISCONNECT: it is to be asked
   *     less often then
   */
  static Duration after(boolean refused, Duration reconnectTime) {
    if (!refused) {
      return reconnectTime;
    }
    Duration longer = reconnectTime.multipliedBy(FACTOR_AFTER_REFUSAL);
    Duration bounded = longer.compareTo(LONGEST_AFTER_REFUSAL) > 0 ? LONGEST_AFTER_REFUSAL : longer;
    return bounded.compareTo(reconnectTime) < 0 ? reconnectTime : bounded;
  }
}
