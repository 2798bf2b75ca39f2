package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeSetTest {
  private static final KeyedHash HASH = new KeyedHash(1, 2);

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 63, 64, 65, 127, 128, 4095, 4096, 4097, 262_143, 262_144, 262_145, 300_000})
  void bitmapFindsTheNextFreeOneUpwards(int size) {
    for (boolean free : new boolean[] {true, false}) {
      long seed = size * 2L + (free ? 1 : 0);
      Random random = new Random(seed);
      BitTree tree = new BitTree(size, free);
      TreeSet<Long> model = new TreeSet<>();
      for (long i = 0; free && i < size; i++) {
        model.add(i);
      }
      assertThat(tree.nextFree(0)).isEqualTo(next(model, 0));
      for (int round = 0; round < 3_000 && size > 0; round++) {
        // In runs, so that whole words and the summaries over them fill up and empty.
        long from = random.nextInt(size);
        long to = Math.min(size, from + 1 + random.nextInt(1 + random.nextInt(300)));
        boolean take = random.nextInt(3) < 2;
        for (long i = from; i < to; i++) {
          String what = "seed " + seed + " round " + round + " position " + i;
          assertThat(take ? tree.take(i) : tree.release(i))
              .as(what)
              .isEqualTo(take ? model.remove(i) : model.add(i));
        }
        long start = random.nextInt(size);
        assertThat(tree.isFree(start)).isEqualTo(model.contains(start));
        assertThat(tree.nextFree(start))
            .as("seed %d round %d start %d", seed, round, start)
            .isEqualTo(next(model, start));
        assertThat(tree.freeCount()).isEqualTo(model.size());
      }
    }
  }

  private static long next(NavigableSet<Long> model, long start) {
    Long found = model.ceiling(start);
    return found != null ? found : model.isEmpty() ? FreeSet.NONE : model.first();
  }

  @Test
  void setsAgreeWithAModelWhereverTheyAreFull() {
    for (boolean fewTaken : new boolean[] {true, false}) {
      long seed = fewTaken ? 11 : 12;
      Random random = new Random(seed);
      long last = 2_000;
      FreeSet set = fewTaken ? new FewTaken(last, HASH) : new FewFree(last, HASH);
      TreeSet<Long> model = new TreeSet<>();
      for (long i = 0; fewTaken && i <= last; i++) {
        model.add(i);
      }
      for (int round = 0; round < 60_000; round++) {
        // Swings between full and empty.
        boolean take = random.nextInt(10) < ((round / 10_000 & 1) == 0 ? 8 : 2);
        long position = random.nextLong(last + 1);
        assertThat(take ? set.take(position) : set.release(position))
            .isEqualTo(take ? model.remove(position) : model.add(position));
        assertThat(set.freeCount()).isEqualTo(model.size());
        long start = random.nextLong(last + 1);
        long found = set.nextFree(start);
        String what = "seed " + seed + " round " + round + " start " + start;
        if (model.contains(start)) {
          assertThat(found).as(what).isEqualTo(start);
        } else if (model.isEmpty()) {
          assertThat(found).as(what).isEqualTo(FreeSet.NONE);
        } else {
          assertThat(model.contains(found)).as(what).isTrue();
        }
      }
    }
  }

  @Test
  void probingFindsTheOnlyFreeOneOfAFullSet() {
    FewTaken set = new FewTaken(9_999, HASH);
    for (long i = 0; i < 10_000; i++) {
      assertThat(set.take(i)).isTrue();
    }
    assertThat(set.nextFree(5)).isEqualTo(FreeSet.NONE);
    set.release(3);
    assertThat(set.nextFree(4)).isEqualTo(3);
    assertThat(set.nextFree(3)).isEqualTo(3);
  }

  @Test
  void setsTurnIntoBitmapsWhenTheseAreNoLarger() {
    FreeSet taken = new FewTaken(99_999, HASH);
    FreeSet free = new FewFree(99_999, HASH);
    for (long i = 0; i <= 99_999 / 64; i++) {
      assertThat(taken).isInstanceOf(FewTaken.class);
      assertThat(free).isInstanceOf(FewFree.class);
      taken.take(i * 7);
      free.release(i * 7);
      taken = taken.adapted();
      free = free.adapted();
    }
    assertThat(taken).isInstanceOf(BitTree.class);
    assertThat(free).isInstanceOf(BitTree.class);
    for (long i = 0; i < 100_000; i++) {
      assertThat(taken.isFree(i)).isNotEqualTo(free.isFree(i));
    }
    assertThat(taken.freeCount() + free.freeCount()).isEqualTo(100_000);
  }

  @Test
  void largestSetHasPlaces() {
    FewTaken set = new FewTaken(Long.MAX_VALUE, HASH);
    assertThat(set.freeCount()).isEqualTo(Long.MAX_VALUE);
    assertThat(set.take(Long.MAX_VALUE)).isTrue();
    assertThat(set.take(0)).isTrue();
    assertThat(set.isFree(Long.MAX_VALUE)).isFalse();
    assertThat(set.nextFree(Long.MAX_VALUE)).isPositive().isNotEqualTo(Long.MAX_VALUE);
    assertThat(set.adapted()).isSameAs(set);
  }
}
