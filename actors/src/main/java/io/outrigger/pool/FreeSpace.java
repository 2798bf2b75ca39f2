package io.outrigger.pool;

import java.util.random.RandomGenerator;

/**
 * Which resources of a pool are free, by their index in its {@link PoolSpace}. For the use of one
 * thread.
 *
 * <p>The two halves of RFC 8156 §4.2.1.1 are kept apart, so that a server that may use one of them
 * never steps over the other's. Each takes the form that suits its fill:
 *
 * <ul>
 *   <li>a bitmap with summaries ({@link BitTree}) when it is small or more than 1/64 of it is
 *       taken: the next free one is found in a few steps, full or not, and the memory is at most 8
 *       octets for each taken one;
 *   <li>before that, a hash set of what is taken ({@link FewTaken}), and a search by probing: the
 *       start, then places that a hash of start and number of the try gives.
 * </ul>
 *
 * Probing is sound because at most 1/64 is taken while it is used (only halves of more than 2^30
 * have no bitmap; a heap of this world cannot fill one by half either), and each try is at a place
 * that has nothing to do with those before: a cluster of a million neighbours costs no more than a
 * million taken ones strewn about. The first 8 tries are the same everywhere, so that partners and
 * restarts agree; those after depend on a key that nobody outside knows, so that no client can take
 * all the places of another one in advance. When a bitmap was made it stays: its half was used that
 * much once.
 */
public final class FreeSpace {
  /** No index at all: {@link PoolSpace#NONE}. */
  public static final long NONE = PoolSpace.NONE;

  private static final long SMALL = 1 << 12;
  private static final long LARGEST_BITMAP = 1 << 30;

  private final PoolSpace space;
  private final long lastIndex;

  /** The even and the odd indices; which is whose depends on the first resource. */
  private final FreeSet[] sets = new FreeSet[2];

  private FreeSpace(PoolSpace space, boolean free, RandomGenerator random) {
    this.space = space;
    this.lastIndex = space.lastIndex();
    KeyedHash hash = KeyedHash.random(random);
    for (int odd = 0; odd < 2; odd++) {
      long lastPosition = lastPosition(odd);
      if (lastPosition < SMALL) {
        sets[odd] = new BitTree((int) lastPosition + 1, free);
      } else {
        sets[odd] = free ? new FewTaken(lastPosition, hash) : new FewFree(lastPosition, hash);
      }
    }
  }

  /**
   * All resources are free: a stand-alone server, a half of an independent pool, the primary of a
   * proportional one.
   *
   * @param random gives the key of the hash tables; unpredictable in a server, seeded in a test
   */
  public static FreeSpace allFree(PoolSpace space, RandomGenerator random) {
    return new FreeSpace(space, true, random);
  }

  /**
   * No resource is free until it is released: what a server may take of a proportional pool's
   * FREE-BACKUP resources (RFC 8156 §4.2.2). Of few free ones in a large pool a search gets any.
   *
   * @param random as for {@link #allFree}
   */
  public static FreeSpace noneFree(PoolSpace space, RandomGenerator random) {
    return new FreeSpace(space, false, random);
  }

  /** Whether so much of the positions 0..last is in use that a bitmap is no larger than a set. */
  static boolean isDense(int members, long lastPosition) {
    return lastPosition < LARGEST_BITMAP && members > lastPosition >> 6;
  }

  /** Whether {@code index} is free; false if it is no index of the pool. */
  public boolean isFree(long index) {
    return space.isIndex(index) && sets[odd(index)].isFree(index >>> 1);
  }

  /** Makes {@code index} taken; true if it was free, false if not or if it is no index. */
  public boolean take(long index) {
    if (!space.isIndex(index) || !sets[odd(index)].take(index >>> 1)) {
      return false;
    }
    sets[odd(index)] = sets[odd(index)].adapted();
    return true;
  }

  /** Makes {@code index} free; true if it was taken, false if not or if it is no index. */
  public boolean release(long index) {
    if (!space.isIndex(index) || !sets[odd(index)].release(index >>> 1)) {
      return false;
    }
    sets[odd(index)] = sets[odd(index)].adapted();
    return true;
  }

  /** {@link #nextFree(long, Half)} in the whole pool. */
  public long nextFree(long start) {
    return nextFree(start, Half.BOTH);
  }

  /**
   * A free index of {@code half} for one whose search starts at {@code start}: {@code start} itself
   * if it is free and of that half; else its neighbour in that half; else what the search comes to
   * from there, which goes on at the beginning when it is at the end. With {@link Half#BOTH} the
   * half that {@code start} is in comes first.
   *
   * @param start an index; unsigned, at most the pool's last
   * @return {@link #NONE} if nothing of that half is free
   */
  public long nextFree(long start, Half half) {
    if (half == Half.BOTH) {
      long found = nextFreeIn(odd(start), start);
      return found != NONE ? found : nextFreeIn(1 - odd(start), start);
    }
    return nextFreeIn(oddOf(half), start);
  }

  /** How many of {@code half} are free; {@link Long#MAX_VALUE} if more than that. */
  public long freeCount(Half half) {
    if (half == Half.BOTH) {
      long sum = sets[0].freeCount() + sets[1].freeCount();
      return sum < 0 ? Long.MAX_VALUE : sum;
    }
    return sets[oddOf(half)].freeCount();
  }

  private long nextFreeIn(int odd, long start) {
    long lastPosition = lastPosition(odd);
    if (lastPosition < 0) {
      return NONE;
    }
    long position = sets[odd].nextFree(Math.min(start >>> 1, lastPosition));
    return position == FreeSet.NONE ? NONE : (position << 1) | odd;
  }

  /** -1 if there is no index of this kind. */
  private long lastPosition(int odd) {
    return odd == 0 ? (lastIndex >>> 1) : ((lastIndex + 1) >>> 1) - 1;
  }

  private static int odd(long index) {
    return (int) index & 1;
  }

  private int oddOf(Half half) {
    return space.halfOf(0) == half ? 0 : 1;
  }
}
