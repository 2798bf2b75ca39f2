package io.outrigger.loadclient;

import java.util.random.RandomGenerator;

/**
 * The transmission parameters of RFC 8415 §7.6.
 *
 * @param scale multiplies every waiting time of a retransmission, above 0; 1 is the RFC. The times
 *     of leases are never scaled.
 */
public record ClientTimers(double scale) {
  /** As the RFC has them. */
  public static final ClientTimers RFC_8415 = new ClientTimers(1);

  public ClientTimers {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("a scale of " + scale + " is not above 0");
    }
  }

  Retransmission solicit() {
    return rule(1, 3600, 0, 0, true);
  }

  /** At random up to SOL_MAX_DELAY, so that clients do not all start at once. */
  long anySolicitDelay(RandomGenerator random) {
    return (long) (random.nextDouble() * nanos(1));
  }

  Retransmission request() {
    return rule(1, 30, 10, 0, false);
  }

  Retransmission confirm() {
    return rule(1, 4, 0, 10, false);
  }

  /** MRD is the time to T2 (§18.2.4). */
  Retransmission renew() {
    return rule(10, 600, 0, 0, false);
  }

  /** MRD is the time to the last expiry (§18.2.5). */
  Retransmission rebind() {
    return rule(10, 600, 0, 0, false);
  }

  Retransmission informationRequest() {
    return rule(1, 3600, 0, 0, false);
  }

  Retransmission release() {
    return rule(1, 0, 4, 0, false);
  }

  Retransmission decline() {
    return rule(1, 0, 4, 0, false);
  }

  private Retransmission rule(
      int initialSeconds, int maxSeconds, int maxCount, int maxDurationSeconds, boolean longer) {
    return new Retransmission(
        nanos(initialSeconds), nanos(maxSeconds), maxCount, nanos(maxDurationSeconds), longer);
  }

  private long nanos(int seconds) {
    return (long) (seconds * scale * 1e9);
  }
}
