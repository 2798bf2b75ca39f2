package io.outrigger.loadclient;

import java.util.random.RandomGenerator;

/** The state of one message's retransmission (RFC 8415 §15). */
final class RetransmissionTimer {
  private static final double SPREAD = 0.1;

  private final RandomGenerator random;
  private Retransmission rule = new Retransmission(1, 0, 0, 0, false);
  private long startNanos;
  private long waitNanos;
  private long nextNanos;
  private int transmissions;

  RetransmissionTimer(RandomGenerator random) {
    this.random = random;
  }

  /** The first transmission is made now. */
  void start(Retransmission newRule, long nowNanos) {
    rule = newRule;
    startNanos = nowNanos;
    transmissions = 1;
    double factor = newRule.firstLonger() ? SPREAD * (1 - random.nextDouble()) : spread();
    waitNanos = capped(newRule.initialNanos() * (1 + factor));
    nextNanos = nowNanos + waitNanos;
  }

  /** The first transmission is made after {@code delayNanos}, by {@link #again}. */
  void startLater(Retransmission newRule, long delayNanos, long nowNanos) {
    rule = newRule;
    transmissions = 0;
    startNanos = nowNanos + delayNanos;
    nextNanos = startNanos;
  }

  /** Whether nothing was transmitted yet. */
  boolean isYetToStart() {
    return transmissions == 0;
  }

  /** When to look again. */
  long deadlineNanos() {
    return rule.maxDurationNanos() == 0
        ? nextNanos
        : Math.min(nextNanos, startNanos + rule.maxDurationNanos());
  }

  /**
   * The deadline has come.
   *
   * @return whether to transmit once more; else the exchange has failed
   */
  boolean again(long nowNanos) {
    if (isYetToStart()) {
      start(rule, nowNanos);
      return true;
    }
    boolean tooMany = rule.maxCount() > 0 && transmissions >= rule.maxCount();
    boolean tooLong =
        rule.maxDurationNanos() > 0 && nowNanos - startNanos >= rule.maxDurationNanos();
    if (tooMany || tooLong) {
      return false;
    }
    transmissions++;
    waitNanos = capped(waitNanos * (2 + spread()));
    nextNanos = nowNanos + waitNanos;
    return true;
  }

  private long capped(double nanos) {
    return rule.maxNanos() > 0 && nanos > rule.maxNanos()
        ? (long) (rule.maxNanos() * (1 + spread()))
        : (long) nanos;
  }

  private double spread() {
    return SPREAD * (2 * random.nextDouble() - 1);
  }
}
