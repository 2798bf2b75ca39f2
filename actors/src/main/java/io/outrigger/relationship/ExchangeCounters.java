package io.outrigger.relationship;

import java.util.concurrent.atomic.LongAdder;

/** What an exchange of binding updates has counted since the start of the server. Thread-safe. */
public final class ExchangeCounters {
  private final LongAdder sent = new LongAdder();
  private final LongAdder acked = new LongAdder();
  private final LongAdder rejectedByPartner = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  void updateSent() {
    sent.increment();
  }

  void answered(boolean wasAccepted) {
    (wasAccepted ? acked : rejectedByPartner).increment();
  }

  void leaseReceived(boolean wasAccepted) {
    received.increment();
    (wasAccepted ? accepted : rejected).increment();
  }

  /** BNDUPDs sent. */
  public long sent() {
    return sent.sum();
  }

  /** Those of which the partner accepted every lease. */
  public long acked() {
    return acked.sum();
  }

  /** Those of which it rejected a lease or all. */
  public long rejectedByPartner() {
    return rejectedByPartner.sum();
  }

  /** Leases in the BNDUPDs of the partner. */
  public long received() {
    return received.sum();
  }

  public long accepted() {
    return accepted.sum();
  }

  public long rejected() {
    return rejected.sum();
  }
}
