package io.outrigger.partner;

/**
 * When the next octets may be asked for, so that a partner that talks without end, or does not
 * listen, costs a bounded amount of memory. Not for more than one thread.
 *
 * <p>Messages that wait for the channel stop the reading only when they are more than two partners
 * that keep their limits can bring about: two servers that both stop to read while both write would
 * wait for each other for ever.
 */
final class ReadGate {
  /** States and requests that the endpoint is told in a second; a healthy partner sends few. */
  static final int SAID_IN_A_SECOND = 64;

  /** What may wait besides BNDUPDs and BNDREPLYs. */
  private static final int SLACK = 64;

  private boolean asked;
  private boolean takenAwaited;
  private int saidThisSecond;
  private int mostWaiting = SLACK;

  /** The partner may send so many BNDUPDs, to be answered, and we so many. */
  void limits(int ownMaxUnacked, int partnerMaxUnacked) {
    mostWaiting = ownMaxUnacked + partnerMaxUnacked + SLACK;
  }

  /**
   * @param waitingMessages for the channel
   */
  boolean isOpen(int waitingMessages) {
    return !asked
        && !takenAwaited
        && saidThisSecond < SAID_IN_A_SECOND
        && waitingMessages <= mostWaiting;
  }

  /** Whether octets that come would be told. */
  boolean isAsked() {
    return asked;
  }

  void asked() {
    asked = true;
  }

  void answered() {
    asked = false;
  }

  void handedOver() {
    takenAwaited = true;
  }

  void taken() {
    takenAwaited = false;
  }

  void said() {
    saidThisSecond++;
  }

  void secondOver() {
    saidThisSecond = 0;
  }
}
