package io.outrigger.simulation;

/** What may befall a pair. */
enum Fault {
  CUT,
  ONE_WAY_CUT,
  RESET,
  STALL,
  REFUSE,
  KILL,
  CRASH,
  STOP,
  LOST_STATE,
  FULL_DISK,
  SLOW_DISK,
  WRITE_ERROR,
  /** Within what servers tolerate of each other. */
  CLOCK_STEP,
  /** Beyond it: they do not talk until it is mended. */
  WRONG_CLOCK,
  /** An operator says that the partner is down while it only is out of reach. */
  WRONG_WORD,
  RELOAD,
  /** Something when a server enters a state that is over soon. */
  AMBUSH
}
