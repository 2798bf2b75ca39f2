package io.outrigger.pool;

/**
 * Free positions of a set of which little is taken: a set of the taken ones, and probing. Why this
 * is sound is said at {@link FreeSpace}.
 */
final class FewTaken implements FreeSet {
  /** Probes that are the same on every server and after every start. */
  private static final int COMMON_PROBES = 8;

  /** All probes; with a fill of 1/64 one in 2^768 searches would fail, with 1/2 one in 2^128. */
  private static final int PROBES = 128;

  private final long lastPosition;
  private final IndexSet taken;
  private final KeyedHash hash;
  private final KeyedHash common = new KeyedHash(0, 0); // not shared: it has a buffer

  FewTaken(long lastPosition, KeyedHash hash) {
    this.lastPosition = lastPosition;
    this.hash = hash;
    this.taken = new IndexSet(hash);
  }

  @Override
  public boolean isFree(long position) {
    return !taken.contains(position);
  }

  @Override
  public boolean take(long position) {
    return taken.add(position);
  }

  @Override
  public boolean release(long position) {
    return taken.remove(position);
  }

  @Override
  public long nextFree(long start) {
    if (isFree(start)) {
      return start;
    }
    for (int probe = 1; probe <= PROBES; probe++) {
      KeyedHash by = probe <= COMMON_PROBES ? common : hash;
      long position = scaled(by.of(start, probe));
      if (isFree(position)) {
        return position;
      }
    }
    return someFree(start);
  }

  /** Never seen but in a test: looks on from {@code start}, at most one step a taken position. */
  private long someFree(long start) {
    long position = start;
    for (int i = 0; i <= taken.size() && freeCount() > 0; i++) {
      if (isFree(position)) {
        return position;
      }
      position = position == lastPosition ? 0 : position + 1;
    }
    return NONE;
  }

  private long scaled(long hash) {
    // lastPosition + 1 may be 2^63, which unsigned arithmetic holds
    return Math.unsignedMultiplyHigh(hash, lastPosition + 1);
  }

  @Override
  public long freeCount() {
    long count = lastPosition - taken.size() + 1;
    return count < 0 ? Long.MAX_VALUE : count;
  }

  @Override
  public FreeSet adapted() {
    if (!FreeSpace.isDense(taken.size(), lastPosition)) {
      return this;
    }
    BitTree tree = new BitTree((int) lastPosition + 1, true);
    taken.forEach(tree::take);
    return tree;
  }
}
