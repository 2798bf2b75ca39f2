package io.outrigger.lease;

/** An event that makes earlier events of its own persistence id worthless. */
public interface Superseding {
  /**
   * Sequence numbers to delete in the write that stores this event. Zeros are ignored; a number
   * that the journal does not hold is no error.
   */
  long[] supersededSequenceNrs();
}
