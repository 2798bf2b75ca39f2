package io.outrigger.pool;

/**
 * Two queues of slots, first in first out: those that wait, and those that are set aside. A slot is
 * in one of them at most, and leaves from any place. Nothing is allocated before the first slot
 * comes, so a pool that never uses it pays nothing.
 */
final class SlotQueue {
  static final int NONE = SlotIndex.NONE;

  /** A queue's first and last slot, as slot + 1; 0 for none. */
  private static final class Ends {
    private int first;
    private int last;
    private int size;
  }

  private final Ends waiting = new Ends();
  private final Ends aside = new Ends();
  private final IntColumn nexts = new IntColumn(); // slot + 1; 0 for none
  private final IntColumn previous = new IntColumn();

  /** When a slot came: positive where it waits, negative where it is set aside, 0 for neither. */
  private final LongColumn ordinals = new LongColumn();

  private int reached;
  private long lastOrdinal;

  /** Adds {@code slot} at the end of those that wait, wherever it was; a waiting one stays put. */
  void await(int slot) {
    if (isWaiting(slot)) {
      return;
    }
    remove(slot);
    append(waiting, slot, ++lastOrdinal);
  }

  /** Sets {@code slot} aside. */
  void setAside(int slot) {
    remove(slot);
    append(aside, slot, - ++lastOrdinal);
  }

  /** All that was set aside waits again, behind the others. */
  void recall() {
    while (aside.first != 0) {
      await(aside.first - 1);
    }
  }

  void remove(int slot) {
    if (slot >= reached || ordinals.get(slot) == 0) {
      return;
    }
    Ends queue = ordinals.get(slot) > 0 ? waiting : aside;
    int before = previous.get(slot);
    int after = nexts.get(slot);
    if (before == 0) {
      queue.first = after;
    } else {
      nexts.set(before - 1, after);
    }
    if (after == 0) {
      queue.last = before;
    } else {
      previous.set(after - 1, before);
    }
    queue.size--;
    ordinals.set(slot, 0);
  }

  private void append(Ends queue, int slot, long ordinal) {
    reach(slot);
    ordinals.set(slot, ordinal);
    previous.set(slot, queue.last);
    nexts.set(slot, 0);
    if (queue.last == 0) {
      queue.first = slot + 1;
    } else {
      nexts.set(queue.last - 1, slot + 1);
    }
    queue.last = slot + 1;
    queue.size++;
  }

  private void reach(int slot) {
    while (reached <= slot) {
      nexts.reach(reached);
      previous.reach(reached);
      ordinals.reach(reached);
      reached++;
    }
  }

  boolean isWaiting(int slot) {
    return slot < reached && ordinals.get(slot) > 0;
  }

  /** The slot that waits longest, or {@link #NONE}. */
  int first() {
    return waiting.first == 0 ? NONE : waiting.first - 1;
  }

  /** When the slot that waits longest came; {@link Long#MAX_VALUE} if none waits. */
  long firstOrdinal() {
    return waiting.first == 0 ? Long.MAX_VALUE : ordinals.get(waiting.first - 1);
  }

  /** The highest number given so far: who waits now has none above it. */
  long lastOrdinal() {
    return lastOrdinal;
  }

  int waiting() {
    return waiting.size;
  }

  int aside() {
    return aside.size;
  }
}
