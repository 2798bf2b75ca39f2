package io.outrigger.loadclient;

/** How the exchange of a session ended. */
public enum Outcome {
  /** Leases obtained, as far as they were asked for, and all actions answered. */
  COMPLETED,
  /** The servers answered, but gave nothing. */
  REFUSED,
  /** No answer came. */
  TIMED_OUT,
  /** It was still going on when the run ended. */
  UNFINISHED
}
