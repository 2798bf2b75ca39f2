package io.outrigger.endpoint;

/**
 * Whether this server knows what it did before: what an empty stable storage means is for the
 * partner to say (RFC 8156 §8.5.2, §8.6.2).
 *
 * <p>It is itself stored. Otherwise a restart in the middle of the recovery of a lost storage would
 * find a record, take it for a memory, and never ask for the rest.
 */
public enum History {
  /** The storage was empty, and no partner was heard since. */
  UNKNOWN,
  /** It was empty, and the partner remembers nothing either: failover never ran here. */
  FRESH,
  /** It was empty, but the partner remembers this server: the storage was lost. */
  LOST,
  /** There is a record, and it is complete. */
  KEPT
}
