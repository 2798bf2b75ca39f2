package io.outrigger.endpoint;

/** What a row of the transition table does to the state. */
public enum Verdict {
  /** Goes to the row's target. */
  MOVE,
  /** Leaves STARTUP for PREVIOUS-STATE (RFC 8156 §8.3.2). */
  RESUME,
  /** Remains in STARTUP and sets PREVIOUS-STATE: to the row's target, or as it was stored. */
  REMEMBER,
  /** Stays in its state, by the text of RFC 8156. */
  STAY,
  /** Nothing: the event came too late to mean anything, which happens in good order. */
  IGNORE,
  /** Nothing, and says so: RFC 8156 knows no such step. */
  REFUSE
}
