package io.outrigger.pool;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of positions (0 to 2^63-1): open addressing with linear probing and a keyed hash. 256
 * segments grow and shrink each on its own by half, so that no single operation copies the whole
 * set and at most half of its memory is idle: 11 to 16 octets a member.
 */
final class IndexSet {
  private static final int SEGMENTS = 256;
  private static final long[] NOTHING = {};
  private static final long EMPTY = 0; // a position is stored as its complement, never 0

  private final KeyedHash hash;
  private final long[][] segments = new long[SEGMENTS][];
  private final int[] counts = new int[SEGMENTS];
  private int size;

  IndexSet(KeyedHash hash) {
    this.hash = hash;
    Arrays.fill(segments, NOTHING);
  }

  int size() {
    return size;
  }

  boolean contains(long position) {
    long h = hash.of(position);
    long[] table = segments[segmentOf(h)];
    return table.length > 0 && table[find(table, ~position, h)] != EMPTY;
  }

  boolean add(long position) {
    long h = hash.of(position);
    int segment = segmentOf(h);
    makeRoom(segment);
    long[] table = segments[segment];
    int at = find(table, ~position, h);
    if (table[at] != EMPTY) {
      return false;
    }
    table[at] = ~position;
    counts[segment]++;
    size++;
    return true;
  }

  boolean remove(long position) {
    long h = hash.of(position);
    int segment = segmentOf(h);
    long[] table = segments[segment];
    if (table.length == 0) {
      return false;
    }
    int at = find(table, ~position, h);
    if (table[at] == EMPTY) {
      return false;
    }
    closeGap(table, at);
    counts[segment]--;
    size--;
    if (table.length > 8 && counts[segment] < table.length >> 2) {
      resize(segment, table.length >> 1);
    }
    return true;
  }

  /** Any member, chosen by {@code start}; in expectation a few steps, since segments shrink. */
  long anyFrom(long start) {
    long h = hash.of(start);
    int segment = segmentOf(h);
    for (int i = 0; i < SEGMENTS; i++) {
      if (counts[segment] > 0) {
        long[] table = segments[segment];
        int at = home(h, table.length);
        while (table[at] == EMPTY) {
          at = next(at, table.length);
        }
        return ~table[at];
      }
      segment = (segment + 1) & (SEGMENTS - 1);
    }
    return FreeSet.NONE;
  }

  void forEach(LongConsumer action) {
    for (long[] table : segments) {
      for (long stored : table) {
        if (stored != EMPTY) {
          action.accept(~stored);
        }
      }
    }
  }

  private static int segmentOf(long h) {
    return (int) (h >>> 56);
  }

  private static int home(long h, int length) {
    return (int) (((h & 0xffff_ffffL) * length) >>> 32);
  }

  private static int next(int at, int length) {
    return at + 1 == length ? 0 : at + 1;
  }

  /** Where {@code stored} is, or the empty place where it belongs. */
  private static int find(long[] table, long stored, long h) {
    int at = home(h, table.length);
    while (table[at] != EMPTY && table[at] != stored) {
      at = next(at, table.length);
    }
    return at;
  }

  private void makeRoom(int segment) {
    int length = segments[segment].length;
    if ((counts[segment] + 1) * 4L > length * 3L) {
      resize(segment, Math.max(8, length + (length >> 1)));
    }
  }

  private void resize(int segment, int length) {
    long[] table = new long[length];
    for (long stored : segments[segment]) {
      if (stored != EMPTY) {
        table[find(table, stored, hash.of(~stored))] = stored;
      }
    }
    segments[segment] = table;
  }

  private void closeGap(long[] table, int gap) {
    int hole = gap;
    for (int at = next(gap, table.length); table[at] != EMPTY; at = next(at, table.length)) {
      int home = home(hash.of(~table[at]), table.length);
      if (Math.floorMod(at - home, table.length) >= Math.floorMod(at - hole, table.length)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = EMPTY;
  }
}
