package io.outrigger.loadclient;

/**
 * A run of many clients.
 *
 * @param session what each client does
 * @param seed of the clients' identities and of all chance in the run
 * @param firstClient index of the first client, so that runs side by side have others
 * @param clients how many there are, at least 1; they take turns
 * @param exchanges how many are begun; 0: until the duration is over
 * @param ratePerSecond at which exchanges begin, evenly, whether earlier ones are done or not
 * @param durationNanos for how long exchanges are begun, and leases kept; 0: no limit
 * @param drainNanos how long to wait at the end for what is under way
 * @param malformed datagrams that are none, sent in between
 */
public record LoadPlan(
    SessionPlan session,
    long seed,
    long firstClient,
    long clients,
    long exchanges,
    double ratePerSecond,
    long durationNanos,
    long drainNanos,
    long malformed) {

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public LoadPlan {
    if (clients < 1 || exchanges < 0 || firstClient < 0 || malformed < 0) {
      throw new IllegalArgumentException("clients, exchanges and malformed are not below 0");
    }
    if (!(ratePerSecond > 0)) {
      throw new IllegalArgumentException("the rate is above 0");
    }
    if (exchanges == 0 && durationNanos <= 0) {
      throw new IllegalArgumentException("a run has a number of exchanges or a duration");
    }
  }

  private static final long DRAIN_NANOS = 30_000_000_000L;

  /** One exchange for each of {@code clients}. */
  public static LoadPlan once(SessionPlan session, long seed, long clients, double ratePerSecond) {
    return new LoadPlan(session, seed, 0, clients, clients, ratePerSecond, 0, DRAIN_NANOS, 0);
  }

  /** The number of exchanges to be expected. */
  long expectedExchanges() {
    double byTime =
        durationNanos > 0 ? durationNanos / 1e9 * ratePerSecond : Double.POSITIVE_INFINITY;
    double byCount = exchanges > 0 ? exchanges : Double.POSITIVE_INFINITY;
    return Math.max(1, (long) Math.min(byTime, byCount));
  }
}
