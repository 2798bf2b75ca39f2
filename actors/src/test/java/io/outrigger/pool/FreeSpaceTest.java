package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeSpaceTest {
  private static PoolSpace addresses(String first, long count) {
    Ipv6Address address = Ipv6Address.parse(first);
    return PoolSpace.ofRange(address, address.plus(count - 1));
  }

  private static FreeSpace allFree(PoolSpace space) {
    return FreeSpace.allFree(space, new Random(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 63, 64, 65, 128, 129, 4095, 4096, 4097, 8191, 8192, 8193, 9000})
  void everyResourceIsFoundOnceAndThenNone(int count) {
    for (String first : new String[] {"2001:db8::10", "2001:db8::11"}) {
      PoolSpace space = addresses(first, count);
      FreeSpace free = allFree(space);
      Random random = new Random(count);
      boolean[] seen = new boolean[count];
      for (int i = 0; i < count; i++) {
        long index = free.nextFree(random.nextInt(count));
        assertThat(index).isBetween(0L, count - 1L);
        assertThat(seen[(int) index]).isFalse();
        seen[(int) index] = true;
        assertThat(free.take(index)).isTrue();
        assertThat(free.freeCount(Half.BOTH)).isEqualTo(count - i - 1);
      }
      assertThat(free.nextFree(random.nextInt(count))).isEqualTo(FreeSpace.NONE);
      assertThat(free.freeCount(Half.PRIMARY)).isZero();
      assertThat(free.freeCount(Half.SECONDARY)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 65, 8192, 8193, 20_001})
  void eachServerFindsAllOfItsHalfAndNothingElse(int count) {
    for (String first : new String[] {"2001:db8::10", "2001:db8::11"}) {
      PoolSpace space = addresses(first, count);
      FreeSpace free = allFree(space);
      Random random = new Random(count);
      for (Half half : new Half[] {Half.PRIMARY, Half.SECONDARY}) {
        long size = space.capacity(half);
        assertThat(free.freeCount(half)).isEqualTo(size);
        for (long i = 0; i < size; i++) {
          long index = free.nextFree(random.nextInt(count), half);
          assertThat(space.resourceAt(index).low() & 1).isEqualTo(half == Half.PRIMARY ? 1 : 0);
          assertThat(free.take(index)).isTrue();
        }
        assertThat(free.nextFree(random.nextInt(count), half)).isEqualTo(FreeSpace.NONE);
        assertThat(free.freeCount(half)).isZero();
      }
      assertThat(free.nextFree(0)).isEqualTo(FreeSpace.NONE);
    }
  }

  @Test
  void startIsGivenWhenItIsFreeAndOtherwiseTheSearchWrapsAround() {
    FreeSpace free = allFree(addresses("2001:db8::", 10));

    assertThat(free.nextFree(9)).isEqualTo(9);
    free.take(9);
    assertThat(free.nextFree(9)).as("next of its half, from the beginning").isEqualTo(1);
    assertThat(free.nextFree(9, Half.SECONDARY)).isEqualTo(8);
    free.take(8);
    assertThat(free.nextFree(9, Half.SECONDARY)).isEqualTo(0);
    assertThat(free.nextFree(4, Half.PRIMARY)).isEqualTo(5);
    for (long odd = 1; odd < 10; odd += 2) {
      free.take(odd);
    }
    assertThat(free.nextFree(9)).as("the other half, when its own is full").isZero();
    assertThat(free.nextFree(9, Half.PRIMARY)).isEqualTo(FreeSpace.NONE);
    free.release(3);
    assertThat(free.nextFree(9)).isEqualTo(3);
  }

  @Test
  void whatIsNoIndexIsNeverFree() {
    FreeSpace free = allFree(addresses("2001:db8::", 3));
    for (long index : new long[] {3, 64, PoolSpace.NONE, Long.MIN_VALUE}) {
      assertThat(free.isFree(index)).isFalse();
      assertThat(free.take(index)).isFalse();
      assertThat(free.release(index)).isFalse();
    }
    assertThat(free.freeCount(Half.BOTH)).isEqualTo(3);
  }

  @Test
  void poolOfAMillionFillsUpToTheLastOne() {
    int count = 1 << 20;
    PoolSpace space = addresses("2001:db8:1::1:0", count);
    FreeSpace free = allFree(space);
    StartingPoint start = new StartingPoint("lab-na");
    for (int client = 0; client < count; client++) {
      long index = free.nextFree(start.of(duid(client), 1, space));
      if (index == FreeSpace.NONE || !free.take(index)) {
        throw new AssertionError("client " + client + " got " + index);
      }
    }
    assertThat(free.nextFree(start.of(duid(count), 1, space))).isEqualTo(FreeSpace.NONE);

    Random random = new Random(8415);
    for (int round = 0; round < 1_000; round++) {
      long released = random.nextInt(count);
      free.release(released);
      assertThat(free.nextFree(random.nextInt(count))).isEqualTo(released);
      assertThat(free.nextFree(random.nextInt(count), space.halfOf(released ^ 1)))
          .isEqualTo(FreeSpace.NONE);
      free.take(released);
    }
  }

  @Test
  void millionNeighboursInASlash64AreNoObstacle() {
    PoolSpace space = PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8::/64"), 128);
    FreeSpace free = allFree(space);
    assertThat(free.freeCount(Half.PRIMARY)).isPositive();
    assertThat(free.freeCount(Half.BOTH)).isEqualTo(Long.MAX_VALUE);
    long cluster = 0x1234_5678_0000_0000L;
    for (long i = 0; i < 1_000_000; i++) {
      free.take(cluster + i);
    }
    Random random = new Random(6);
    for (int round = 0; round < 10_000; round++) {
      long start = cluster + random.nextInt(1_000_000);
      long index = free.nextFree(start, Half.PRIMARY);
      assertThat(index & 1).isOne();
      assertThat(free.take(index)).isTrue();
      assertThat(Math.abs(index - start)).as("far away, round " + round).isGreaterThan(1_000_000);
    }
    assertThat(free.take(-2)).as("the highest index").isTrue();
    assertThat(free.isFree(-2)).isFalse();
    assertThat(free.nextFree(-2)).isNotEqualTo(-2).isNotEqualTo(FreeSpace.NONE);
  }

  @Test
  void secondChoiceOfALargePoolIsTheSameOnEveryServer() {
    PoolSpace space = PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:d00::/24"), 64);
    FreeSpace one = FreeSpace.allFree(space, new Random(1));
    FreeSpace other = FreeSpace.allFree(space, new Random(2));
    one.take(77_777);
    other.take(77_777);
    assertThat(one.nextFree(77_777)).isEqualTo(other.nextFree(77_777));
  }

  @Test
  void clientThatHadAllCommonPlacesTakenStillGetsOne() {
    PoolSpace space = PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:d00::/24"), 64);
    FreeSpace free = allFree(space);
    for (int i = 0; i < 1_000; i++) {
      assertThat(free.take(free.nextFree(4_711))).isTrue();
    }
  }

  @Test
  void agreesWithAModelWhileItsFormChanges() {
    long seed = 7031;
    Random random = new Random(seed);
    int count = 40_001;
    PoolSpace space = addresses("2001:db8::1", count);
    for (boolean allFree : new boolean[] {true, false}) {
      FreeSpace free =
          allFree ? FreeSpace.allFree(space, random) : FreeSpace.noneFree(space, random);
      boolean[] model = new boolean[count];
      Arrays.fill(model, allFree);
      int freeCount = allFree ? count : 0;
      for (int round = 0; round < 200_000; round++) {
        int index = random.nextInt(count);
        boolean take = random.nextInt(10) < ((round / 50_000 & 1) == (allFree ? 0 : 1) ? 8 : 2);
        String what = "seed " + seed + " all free " + allFree + " round " + round;
        assertThat(take ? free.take(index) : free.release(index))
            .as(what)
            .isEqualTo(model[index] == take);
        freeCount += model[index] == take ? (take ? -1 : 1) : 0;
        model[index] = !take;
        long found = free.nextFree(index);
        assertThat(found == FreeSpace.NONE ? freeCount == 0 : model[(int) found]).as(what).isTrue();
        if (model[index]) {
          assertThat(found).as(what).isEqualTo(index);
        }
        assertThat(free.freeCount(Half.BOTH)).as(what).isEqualTo(freeCount);
      }
    }
  }

  @Test
  void fewFreeOnesOfAVastPoolAreFoundFromAnywhere() {
    PoolSpace space = PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:d00::/24"), 64);
    FreeSpace free = FreeSpace.noneFree(space, new Random(3));
    assertThat(free.nextFree(5)).isEqualTo(FreeSpace.NONE);
    Set<Long> released = new HashSet<>();
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      long index = random.nextLong(1L << 40);
      assertThat(free.release(index)).isEqualTo(released.add(index));
    }
    while (!released.isEmpty()) {
      long index = free.nextFree(random.nextLong(1L << 40));
      assertThat(released.remove(index)).isTrue();
      assertThat(free.take(index)).isTrue();
    }
    assertThat(free.nextFree(5)).isEqualTo(FreeSpace.NONE);
  }

  private static Duid duid(int client) {
    return Duid.of(ByteBuffer.allocate(8).putInt(0x0003_0001).putInt(client).array());
  }
}
