package io.outrigger.pool;

import io.outrigger.lease.Lease;

/**
 * Slots by due time: a heap with four children a node, in which each slot knows its place, so that
 * a change costs a few steps. A slot that is never due is not in it.
 */
final class DueQueue {
  /** A due time that never comes. */
  static final long NEVER = Lease.INFINITE;

  private final LongColumn times = new LongColumn();
  private final IntColumn slots = new IntColumn();
  private final IntColumn places = new IntColumn(); // by slot, plus one; 0: not in the heap
  private int size;

  int size() {
    return size;
  }

  /** Makes {@code slot} usable. */
  void reach(int slot) {
    places.reach(slot);
  }

  /** The earliest due time, or {@link #NEVER}. */
  long earliest() {
    return size == 0 ? NEVER : times.get(0);
  }

  /** Puts {@code slot} at {@code time}, wherever it was; takes it out if that is {@link #NEVER}. */
  void set(int slot, long time) {
    int place = places.get(slot) - 1;
    if (time == NEVER) {
      if (place >= 0) {
        removeAt(place);
      }
    } else if (place < 0) {
      times.reach(size);
      slots.reach(size);
      size++;
      moveUp(size - 1, time, slot);
    } else if (time != times.get(place)) {
      move(place, time, slot);
    }
  }

  /**
   * Up to {@code limit} slots that are due at {@code now}; the earliest is the first, the others
   * are in no strict order.
   */
  int[] due(long now, int limit) {
    int[] found = new int[Math.min(limit, size)];
    int count = 0;
    if (found.length > 0 && times.get(0) <= now) {
      found[count++] = 0;
    }
    // The due ones are a subtree at the root: walk it breadth first, the result being the queue.
    for (int head = 0; head < count; head++) {
      long firstChild = 4L * found[head] + 1;
      for (long child = firstChild; child < firstChild + 4 && child < size; child++) {
        if (count < found.length && times.get((int) child) <= now) {
          found[count++] = (int) child;
        }
      }
    }
    int[] due = new int[count];
    for (int i = 0; i < count; i++) {
      due[i] = slots.get(found[i]);
    }
    return due;
  }

  private void removeAt(int place) {
    places.set(slots.get(place), 0);
    size--;
    if (place < size) {
      move(place, times.get(size), slots.get(size));
    }
  }

  /** Settles {@code slot} in the hole at {@code place}, or above or below it. */
  private void move(int place, long time, int slot) {
    if (place > 0 && time < times.get((place - 1) >> 2)) {
      moveUp(place, time, slot);
    } else {
      moveDown(place, time, slot);
    }
  }

  private void moveUp(int from, long time, int slot) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >> 2;
      long parentTime = times.get(parent);
      if (time >= parentTime) {
        break;
      }
      settle(place, parentTime, slots.get(parent));
      place = parent;
    }
    settle(place, time, slot);
  }

  private void moveDown(int from, long time, int slot) {
    int place = from;
    while (4L * place + 1 < size) {
      int least = 4 * place + 1;
      long leastTime = times.get(least);
      int end = Math.min(least + 4, size);
      for (int child = least + 1; child < end; child++) {
        long childTime = times.get(child);
        if (childTime < leastTime) {
          least = child;
          leastTime = childTime;
        }
      }
      if (time <= leastTime) {
        break;
      }
      settle(place, leastTime, slots.get(least));
      place = least;
    }
    settle(place, time, slot);
  }

  private void settle(int place, long time, int slot) {
    times.set(place, time);
    slots.set(place, slot);
    places.set(slot, place + 1);
  }
}
