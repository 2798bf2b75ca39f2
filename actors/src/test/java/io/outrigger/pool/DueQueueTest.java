package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DueQueueTest {
  @Test
  void agreesWithAModelUnderRandomChanges() {
    long seed = 18;
    Random random = new Random(seed);
    int slots = 500;
    DueQueue queue = new DueQueue();
    long[] model = new long[slots];
    Arrays.fill(model, DueQueue.NEVER);
    for (int slot = 0; slot < slots; slot++) {
      queue.reach(slot);
    }
    for (int round = 0; round < 5_000; round++) {
      int slot = random.nextInt(slots);
      model[slot] = random.nextInt(4) == 0 ? DueQueue.NEVER : random.nextInt(200);
      queue.set(slot, model[slot]);

      String what = "seed " + seed + " round " + round;
      assertThat(queue.earliest()).as(what).isEqualTo(Arrays.stream(model).min().getAsLong());
      long now = random.nextInt(200);
      Set<Integer> expected = new HashSet<>();
      for (int i = 0; i < slots; i++) {
        if (model[i] <= now) {
          expected.add(i);
        }
      }
      int[] all = queue.due(now, Integer.MAX_VALUE);
      assertThat(all).as(what).hasSize(expected.size());
      assertThat(Arrays.stream(all).boxed().collect(Collectors.toSet()))
          .as(what)
          .isEqualTo(expected);
      int[] some = queue.due(now, 7);
      assertThat(some).as(what).hasSize(Math.min(7, expected.size())).doesNotHaveDuplicates();
      if (some.length > 0) {
        assertThat(model[some[0]]).as(what).isEqualTo(queue.earliest());
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      queue.set(slot, DueQueue.NEVER);
    }
    assertThat(queue.size()).isZero();
    assertThat(queue.earliest()).isEqualTo(DueQueue.NEVER);
  }

  @Test
  void growsOverManyPagesInOrder() {
    long seed = 19;
    Random random = new Random(seed);
    DueQueue queue = new DueQueue();
    int slots = 3 * Paging.PAGE + 5;
    for (int slot = 0; slot < slots; slot++) {
      queue.reach(slot);
      queue.set(slot, random.nextInt(1_000_000) - 1_000L);
    }
    long last = Long.MIN_VALUE;
    for (int i = 0; i < slots; i++) {
      int[] due = queue.due(Long.MAX_VALUE - 1, 1);
      assertThat(queue.earliest()).isGreaterThanOrEqualTo(last);
      last = queue.earliest();
      queue.set(due[0], DueQueue.NEVER);
    }
    assertThat(queue.size()).isZero();
  }
}
