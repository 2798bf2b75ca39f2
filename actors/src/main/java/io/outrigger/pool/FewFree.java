package io.outrigger.pool;

/**
 * Free positions of a set of which little is free: just these. A search that does not find its
 * start free gets any other one, chosen by its start and by the order of the table.
 */
final class FewFree implements FreeSet {
  private final long lastPosition;
  private final IndexSet free;

  FewFree(long lastPosition, KeyedHash hash) {
    this.lastPosition = lastPosition;
    this.free = new IndexSet(hash);
  }

  @Override
  public boolean isFree(long position) {
    return free.contains(position);
  }

  @Override
  public boolean take(long position) {
    return free.remove(position);
  }

  @Override
  public boolean release(long position) {
    return free.add(position);
  }

  @Override
  public long nextFree(long start) {
    return isFree(start) ? start : free.anyFrom(start);
  }

  @Override
  public long freeCount() {
    return free.size();
  }

  @Override
  public FreeSet adapted() {
    if (!FreeSpace.isDense(free.size(), lastPosition)) {
      return this;
    }
    BitTree tree = new BitTree((int) lastPosition + 1, false);
    free.forEach(tree::release);
    return tree;
  }
}
