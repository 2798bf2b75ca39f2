package io.outrigger.partner;

import io.outrigger.failover.wire.AbsoluteTime;
import java.time.Instant;

/** By how much the partner's clock differs from ours (RFC 8156 §7.1, §7.5.1). Pure. */
final class Skew {
  /** Differences up to this one are none. */
  static final long TOLERATED_SECONDS = 5;

  private Skew() {}

  /** Sent minus received in whole seconds, for sent-time has no smaller ones. */
  static long seconds(AbsoluteTime sentTime, Instant receivedAt) {
    return sentTime.secondsSince(AbsoluteTime.ofEpochSecond(receivedAt.getEpochSecond()));
  }

  static boolean isExcessive(long skewSeconds) {
    return Math.abs(skewSeconds) > TOLERATED_SECONDS;
  }

  static String text(long skewSeconds) {
    return "the partner's clock is "
        + Math.abs(skewSeconds)
        + " s "
        + (skewSeconds > 0 ? "ahead of" : "behind")
        + " ours, "
        + TOLERATED_SECONDS
        + " s are allowed";
  }
}
