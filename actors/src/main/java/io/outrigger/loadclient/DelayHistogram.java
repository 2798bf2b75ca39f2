package io.outrigger.loadclient;

/** Counts delays in microseconds with an error of at most 1.6 %. */
public final class DelayHistogram {
  private static final int SUB_BITS = 7;
  private static final int LINEAR = 1 << SUB_BITS; // below this, exact
  private static final int PER_DOUBLING = LINEAR / 2;
  private static final int MAX_BITS = 40; // 12 days

  private final long[] counts = new long[LINEAR + (MAX_BITS - SUB_BITS) * PER_DOUBLING];
  private long count;
  private long sum;
  private long max;

  /** Delays as in reports, in milliseconds; 0 if nothing was counted. */
  public record Summary(
      long count, double mean, double p50, double p90, double p99, double p999, double max) {}

  public void record(long nanos) {
    long micros = Math.max(0, nanos / 1_000);
    counts[bucket(micros)]++;
    count++;
    sum += micros;
    max = Math.max(max, micros);
  }

  public long count() {
    return count;
  }

  /**
   * The delay in microseconds that a share of all does not exceed.
   *
   * @param share 0 to 1
   */
  public long percentileMicros(double share) {
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Math.min(upperBound(i), max);
      }
    }
    return max;
  }

  public Summary summary() {
    return new Summary(
        count,
        count == 0 ? 0 : millis(sum / count),
        millis(percentileMicros(0.5)),
        millis(percentileMicros(0.9)),
        millis(percentileMicros(0.99)),
        millis(percentileMicros(0.999)),
        millis(max));
  }

  private static double millis(long micros) {
    return micros / 1_000.0;
  }

  private int bucket(long micros) {
    if (micros < LINEAR) {
      return (int) micros;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(micros); // more than SUB_BITS
    int index =
        LINEAR
            + (bits - SUB_BITS - 1) * PER_DOUBLING
            + (int) (micros >>> (bits - SUB_BITS))
            - PER_DOUBLING;
    return Math.min(index, counts.length - 1);
  }

  /** The largest value of a bucket. */
  private static long upperBound(int index) {
    if (index < LINEAR) {
      return index;
    }
    int doubling = (index - LINEAR) / PER_DOUBLING;
    long sub = Math.floorMod(index - LINEAR, PER_DOUBLING) + (long) PER_DOUBLING;
    return ((sub + 1) << (doubling + 1)) - 1;
  }
}
