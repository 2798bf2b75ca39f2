package io.outrigger.pool;

import java.util.Arrays;

/**
 * A hash index from keys to slots of a table; keys and their hashes stay in the table. Open
 * addressing with linear probing in 256 segments, each of which grows and shrinks by itself: no
 * operation rehashes more than a segment, and a slot takes 6 to 8 octets.
 *
 * @param <K> what a slot is looked up by, together with an int
 */
final class SlotIndex<K> {
  /** No slot. */
  static final int NONE = -1;

  private static final int SEGMENTS = 256;
  private static final int[] NOTHING = {};
  private static final int EMPTY = 0; // slots are stored plus one

  /** Whether {@code slot} holds the key. */
  interface Match<K> {
    boolean test(int slot, K key, int detail);
  }

  private final IntColumn hashes;
  private final Match<K> match;
  private final int[][] segments = new int[SEGMENTS][];
  private final int[] counts = new int[SEGMENTS];

  /**
   * @param hashes the hash of each slot that is in this index, kept by the table
   */
  SlotIndex(IntColumn hashes, Match<K> match) {
    this.hashes = hashes;
    this.match = match;
    Arrays.fill(segments, NOTHING);
  }

  /** The slot of the key, or {@link #NONE}. */
  int find(int hash, K key, int detail) {
    int[] table = segments[hash >>> 24];
    if (table.length == 0) {
      return NONE;
    }
    for (int at = home(hash, table.length); table[at] != EMPTY; at = next(at, table.length)) {
      int slot = table[at] - 1;
      if (hashes.get(slot) == hash && match.test(slot, key, detail)) {
        return slot;
      }
    }
    return NONE;
  }

  /** Adds a slot whose key is not in the index yet. */
  void add(int slot) {
    int hash = hashes.get(slot);
    int segment = hash >>> 24;
    int length = segments[segment].length;
    if ((counts[segment] + 1) * 4L > length * 3L) {
      resize(segment, Math.max(8, length + (length >> 1)));
    }
    insert(segments[segment], slot);
    counts[segment]++;
  }

  /** Puts {@code other}, which has the same key, in the place of {@code slot}. */
  void replace(int slot, int other) {
    int[] table = segments[hashes.get(slot) >>> 24];
    table[placeOf(table, slot)] = other + 1;
  }

  /** Removes a slot that is in the index and whose hash is still in its column. */
  void remove(int slot) {
    int segment = hashes.get(slot) >>> 24;
    int[] table = segments[segment];
    closeGap(table, placeOf(table, slot));
    counts[segment]--;
    if (table.length > 8 && counts[segment] < table.length >> 2) {
      resize(segment, table.length >> 1);
    }
  }

  private static int home(int hash, int length) {
    return (int) (((hash & 0xff_ffffL) * length) >>> 24);
  }

  private static int next(int at, int length) {
    return at + 1 == length ? 0 : at + 1;
  }

  private int placeOf(int[] table, int slot) {
    int at = home(hashes.get(slot), table.length);
    while (table[at] != slot + 1) {
      at = next(at, table.length);
    }
    return at;
  }

  private void resize(int segment, int length) {
    int[] table = new int[length];
    for (int stored : segments[segment]) {
      if (stored != EMPTY) {
        insert(table, stored - 1);
      }
    }
    segments[segment] = table;
  }

  private void insert(int[] table, int slot) {
    int at = home(hashes.get(slot), table.length);
    while (table[at] != EMPTY) {
      at = next(at, table.length);
    }
    table[at] = slot + 1;
  }

  private void closeGap(int[] table, int gap) {
    int hole = gap;
    for (int at = next(gap, table.length); table[at] != EMPTY; at = next(at, table.length)) {
      int home = home(hashes.get(table[at] - 1), table.length);
      if (Math.floorMod(at - home, table.length) >= Math.floorMod(at - hole, table.length)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = EMPTY;
  }
}
