package io.outrigger.endpoint;

/** What administrative staff should be told at once. */
public enum Alarm {
  /** The partner of a NORMAL server is out of reach (RFC 8156 §8.9). */
  COMMUNICATIONS_INTERRUPTED,
  /** The partner went away while conflicts were being resolved (§8.11). */
  RESOLUTION_INTERRUPTED,
  /** This server's stable storage was lost: its partner remembers it, it remembers nothing. */
  STORAGE_LOST
}
