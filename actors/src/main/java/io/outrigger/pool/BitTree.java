package io.outrigger.pool;

import java.util.Arrays;

/**
 * A bitmap of the free positions with summaries over it: a bit of a higher level says whether the
 * word below it has any bit set. So the next free position is found in a few steps whatever the
 * fill; at most 6 levels of 64-bit words span an int.
 */
final class BitTree implements FreeSet {
  private final int size;
  private final long[][] levels;
  private int freeCount;

  BitTree(int size, boolean free) {
    this.size = size;
    int depth = 1;
    for (int words = wordsFor(size); words > 1; words = wordsFor(words)) {
      depth++;
    }
    levels = new long[depth][];
    int bits = size;
    for (int level = 0; level < depth; level++) {
      levels[level] = free ? ones(bits) : new long[wordsFor(bits)];
      bits = wordsFor(bits);
    }
    freeCount = free ? size : 0;
  }

  private static int wordsFor(int bits) {
    return (bits + 63) >>> 6;
  }

  private static long[] ones(int bits) {
    long[] words = new long[wordsFor(bits)];
    Arrays.fill(words, -1L);
    if ((bits & 63) != 0) {
      words[words.length - 1] = -1L >>> (64 - (bits & 63));
    }
    return words;
  }

  @Override
  public boolean isFree(long position) {
    return ((levels[0][(int) (position >>> 6)] >>> position) & 1) != 0;
  }

  @Override
  public boolean take(long position) {
    if (!isFree(position)) {
      return false;
    }
    freeCount--;
    int at = (int) position;
    for (long[] level : levels) {
      if ((level[at >>> 6] &= ~(1L << at)) != 0) {
        break;
      }
      at >>>= 6;
    }
    return true;
  }

  @Override
  public boolean release(long position) {
    if (isFree(position)) {
      return false;
    }
    freeCount++;
    int at = (int) position;
    for (long[] level : levels) {
      long before = level[at >>> 6];
      level[at >>> 6] = before | (1L << at);
      if (before != 0) {
        break;
      }
      at >>>= 6;
    }
    return true;
  }

  /** The nearest one upwards, beginning again at 0. */
  @Override
  public long nextFree(long start) {
    if (freeCount == 0) {
      return NONE;
    }
    long found = firstFreeFrom((int) start);
    return found != NONE ? found : firstFreeFrom(0);
  }

  private long firstFreeFrom(int start) {
    int at = start;
    for (int level = 0; level < levels.length; level++) {
      long[] words = levels[level];
      int word = at >>> 6;
      if (word >= words.length) {
        return NONE;
      }
      long rest = words[word] & (-1L << at);
      if (rest != 0) {
        return lowestBelow(level, (word << 6) + Long.numberOfTrailingZeros(rest));
      }
      at = word + 1;
    }
    return NONE;
  }

  private long lowestBelow(int level, int bit) {
    int at = bit;
    for (int below = level - 1; below >= 0; below--) {
      at = (at << 6) + Long.numberOfTrailingZeros(levels[below][at]);
    }
    return at;
  }

  @Override
  public long freeCount() {
    return freeCount;
  }

  int size() {
    return size;
  }

  @Override
  public FreeSet adapted() {
    return this;
  }
}
