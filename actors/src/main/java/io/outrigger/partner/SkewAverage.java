package io.outrigger.partner;

/**
 * The moving average over the skew of the last messages. Not for more than one thread.
 *
 * <p>The seed draft's TIME_SKEW_PKTS_AVG is 10.
 */
final class SkewAverage {
  static final int MESSAGES = 10;

  private static final long MILLIS = 1000;

  private final long[] seconds = new long[MESSAGES];
  private long sum;
  private int next;
  private int count;

  void add(long skewSeconds) {
    sum += skewSeconds - seconds[next];
    seconds[next] = skewSeconds;
    next = (next + 1) % MESSAGES;
    count = Math.min(count + 1, MESSAGES);
  }

  /** Milliseconds, the partner's clock minus ours; 0 before the first message. */
  long millis() {
    return count == 0 ? 0 : sum * MILLIS / count;
  }
}
