package io.outrigger.pool;

import java.util.Arrays;

/**
 * A hash index from keys to slots of a table; keys stay in the table. Open addressing with linear
 * probing in 256 segments, each of which grows and shrinks by itself: no operation rehashes more
 * than a segment. A slot stands beside its hash and takes 10 to 13 octets, so that a search leaves
 * these lines of the cache only for what has the same hash.
 *
 * @param <K> what a slot is looked up by, together with an int
 */
final class SlotIndex<K> {
  /** No slot. */
  static final int NONE = -1;

  private static final int SEGMENTS = 256;
  private static final long[] NOTHING = {};
  private static final long EMPTY = 0; // slots are stored plus one

  /** Whether {@code slot} holds the key. */
  interface Match<K> {
    boolean test(int slot, K key, int detail);
  }

  private final Match<K> match;
  private final long[][] segments = new long[SEGMENTS][];
  private final int[] counts = new int[SEGMENTS];

  SlotIndex(Match<K> match) {
    this.match = match;
    Arrays.fill(segments, NOTHING);
  }

  /** The slot of the key, or {@link #NONE}. */
  int find(int hash, K key, int detail) {
    long[] table = segments[hash >>> 24];
    if (table.length == 0) {
      return NONE;
    }
    for (int at = home(hash, table.length); table[at] != EMPTY; at = next(at, table.length)) {
      long entry = table[at];
      if (hashOf(entry) == hash && match.test(slotOf(entry), key, detail)) {
        return slotOf(entry);
      }
    }
    return NONE;
  }

  /** Adds a slot whose key, of this hash, is not in the index yet. */
  void add(int hash, int slot) {
    int segment = hash >>> 24;
    int length = segments[segment].length;
    if ((counts[segment] + 1) * 5L > length * 4L) {
      resize(segment, Math.max(8, length + (length >> 2)));
    }
    insert(segments[segment], entry(hash, slot));
    counts[segment]++;
  }

  /** Puts {@code other}, which has the same key, in the place of {@code slot}. */
  void replace(int hash, int slot, int other) {
    long[] table = segments[hash >>> 24];
    table[placeOf(table, entry(hash, slot))] = entry(hash, other);
  }

  /** Removes a slot that is in the index with this hash. */
  void remove(int hash, int slot) {
    int segment = hash >>> 24;
    long[] table = segments[segment];
    closeGap(table, placeOf(table, entry(hash, slot)));
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

  private static long entry(int hash, int slot) {
    return (long) hash << 32 | (slot + 1);
  }

  private static int hashOf(long entry) {
    return (int) (entry >>> 32);
  }

  private static int slotOf(long entry) {
    return (int) entry - 1;
  }

  private static int placeOf(long[] table, long entry) {
    int at = home(hashOf(entry), table.length);
    while (table[at] != entry) {
      at = next(at, table.length);
    }
    return at;
  }

  private void resize(int segment, int length) {
    long[] table = new long[length];
    for (long entry : segments[segment]) {
      if (entry != EMPTY) {
        insert(table, entry);
      }
    }
    segments[segment] = table;
  }

  private static void insert(long[] table, long entry) {
    int at = home(hashOf(entry), table.length);
    while (table[at] != EMPTY) {
      at = next(at, table.length);
    }
    table[at] = entry;
  }

  private static void closeGap(long[] table, int gap) {
    int hole = gap;
    for (int at = next(gap, table.length); table[at] != EMPTY; at = next(at, table.length)) {
      int home = home(hashOf(table[at]), table.length);
      if (Math.floorMod(at - home, table.length) >= Math.floorMod(at - hole, table.length)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = EMPTY;
  }
}
