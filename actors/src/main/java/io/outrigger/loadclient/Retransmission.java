package io.outrigger.loadclient;

/**
 * How often and how long a message is sent again (RFC 8415 §15).
 *
 * @param initialNanos IRT
 * @param maxNanos MRT; 0: none
 * @param maxCount MRC, transmissions in all; 0: no limit
 * @param maxDurationNanos MRD, from the first transmission; 0: no limit
 * @param firstLonger whether the first wait must exceed IRT, as for a SOLICIT (§18.2.1)
 */
public record Retransmission(
    long initialNanos, long maxNanos, int maxCount, long maxDurationNanos, boolean firstLonger) {

  /** The same for at most {@code transmissions}; 0: as before. */
  Retransmission limitedTo(int transmissions) {
    boolean tighter = transmissions > 0 && (maxCount == 0 || transmissions < maxCount);
    return tighter
        ? new Retransmission(initialNanos, maxNanos, transmissions, maxDurationNanos, firstLonger)
        : this;
  }

  /** The same for at most {@code nanos} after the first transmission. */
  Retransmission within(long nanos) {
    return new Retransmission(initialNanos, maxNanos, maxCount, Math.max(1, nanos), firstLonger);
  }
}
