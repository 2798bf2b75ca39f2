package io.outrigger.pool;

/**
 * Which of the positions 0..n-1 (n up to 2^63) are free. The representation follows the fill: see
 * {@link FreeSpace}.
 */
sealed interface FreeSet permits BitTree, FewTaken, FewFree {
  /** No position at all. */
  long NONE = -1;

  boolean isFree(long position);

  /** Makes it taken; true if it was free. */
  boolean take(long position);

  /** Makes it free; true if it was taken. */
  boolean release(long position);

  /**
   * {@code start} itself if it is free, else a free position that the search from there comes to;
   * {@link #NONE} if none is free.
   */
  long nextFree(long start);

  /** How many are free; {@link Long#MAX_VALUE} for 2^63. */
  long freeCount();

  /** This one, or a representation that suits the present fill better. */
  FreeSet adapted();
}
