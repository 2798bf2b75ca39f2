package io.outrigger.client;

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

  private long sinceNanos;
  private int seen;
  private boolean busy;

  ReceivePauses(long nowNanos) {
    sinceNanos = nowNanos;
  }

  /**
   * How long to wait before the message is handled that was asked for and received at these times;
   * 0 for not at all.
   */
  long pauseNanos(long askedNanos, long receivedNanos) {
    seen++;
    long window = receivedNanos - sinceNanos;
    if (window >= WINDOW_NANOS) {
      busy = seen * SECOND_NANOS >= BUSY * window;
      seen = 0;
      sinceNanos = receivedNanos;
    }
    return busy && receivedNanos - askedNanos > WAITED_NANOS ? PAUSE_NANOS : 0;
  }
}
