package io.outrigger.client;

import java.time.Instant;

/**
 * When a socket that many messages come to is left alone for a moment. A thread that is woken for
 * every message wakes a pool's, the journal's and the partner connection's for each, and at
 * thousands a second these wake-ups cost more than the leases. So once {@value #BUSY} a second come
 * and the socket has been emptied, the next ones gather for {@value #PAUSE_NANOS} ns: they are
 * decided, written, told the partner and answered together. A network card spares its host's
 * interrupts in the same way. Below that rate nothing waits.
 *
 * <p>Not thread-safe: one for each receiving thread.
 */
final class ReceivePauses {
  /** Messages a second from which on they gather. */
  static final int BUSY = 5_000;

  static final long PAUSE_NANOS = 1_000_000;

  /** How long messages are counted before it is decided anew. */
  static final long WINDOW_NANOS = 10_000_000;

  /** Who has waited longer than this had emptied the socket. */
  static final long WAITED_NANOS = 20_000;

  private static final long SECOND_NANOS = 1_000_000_000;

  private Instant since;
  private int seen;
  private boolean busy;

  ReceivePauses(Instant now) {
    since = now;
  }

  /**
   * How long to wait before the message is handled that was asked for and received at these times;
   * 0 for not at all.
   */
  long pauseNanos(Instant asked, Instant received) {
    seen++;
    double windowNanos = nanos(since, received);
    if (windowNanos >= WINDOW_NANOS || windowNanos < 0) { // or the clock was set back
      busy = windowNanos > 0 && seen * SECOND_NANOS >= BUSY * windowNanos;
      seen = 0;
      since = received;
    }
    return busy && nanos(asked, received) > WAITED_NANOS ? PAUSE_NANOS : 0;
  }

  /** Whatever a clock was set to. */
  private static double nanos(Instant from, Instant to) {
    return (double) (to.getEpochSecond() - from.getEpochSecond()) * SECOND_NANOS
        + (to.getNano() - from.getNano());
  }
}
