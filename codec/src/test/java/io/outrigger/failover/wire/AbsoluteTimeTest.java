package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AbsoluteTimeTest {
  private static final long HALF = 1L << 31;
  private static final long WHOLE = 1L << 32;

  /** 2136-02-07T06:28:16Z, when the number starts anew. */
  private static final long WRAP = AbsoluteTime.ZERO_EPOCH_SECOND + WHOLE;

  @ParameterizedTest
  @CsvSource({
    "2000-01-01T00:00:00Z, 0",
    "2000-01-01T00:00:01Z, 1",
    "1999-12-31T23:59:59Z, 4294967295",
    // 26 years and 7 leap days make 9497 days, January to October of 2026 304, and then 20 more.
    "2026-11-21T00:00:00Z, 848534400",
    "2136-02-07T06:28:15Z, 4294967295",
    "2136-02-07T06:28:16Z, 0",
    "2136-02-07T06:28:17Z, 1"
  })
  void secondsSinceTheYear2000ModuloTwoToThe32(Instant instant, long seconds) {
    assertThat(AbsoluteTime.ofEpochSecond(instant.getEpochSecond()))
        .isEqualTo(new AbsoluteTime(seconds));
  }

  @Test
  void theNearestMeaningIsTaken() {
    long now = Instant.parse("2026-11-21T00:00:00Z").getEpochSecond();
    for (long distance : new long[] {0, 1, -1, 86_400, -86_400, HALF - 1, -HALF}) {
      long then = now + distance;
      assertThat(AbsoluteTime.ofEpochSecond(then).toEpochSecond(now)).isEqualTo(then);
    }
  }

  @Test
  void twoToThe31SecondsAheadIsTakenForBack() {
    long now = 1_800_000_000L;
    assertThat(AbsoluteTime.ofEpochSecond(now + HALF).toEpochSecond(now)).isEqualTo(now - HALF);
  }

  @Test
  void conversionGoesOverTheWrap() {
    for (long now = WRAP - 3; now <= WRAP + 3; now++) {
      for (long then = WRAP - 100; then <= WRAP + 100; then++) {
        AbsoluteTime time = AbsoluteTime.ofEpochSecond(then);
        assertThat(time.toEpochSecond(now)).isEqualTo(then);
        assertThat(time.isAfter(AbsoluteTime.ofEpochSecond(now))).isEqualTo(then > now);
        assertThat(time.isBefore(AbsoluteTime.ofEpochSecond(now))).isEqualTo(then < now);
        assertThat(time.secondsSince(AbsoluteTime.ofEpochSecond(now))).isEqualTo(then - now);
      }
    }
  }

  @Test
  void conversionAndOrderAgreeWithTrueTimeWhereverTheyAreNear() {
    for (long seed = 0; seed < 10_000; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      long now = random.nextLong(0, 4 * WHOLE);
      long then = now + random.nextLong(-HALF + 1, HALF);
      AbsoluteTime a = AbsoluteTime.ofEpochSecond(then);
      AbsoluteTime b = AbsoluteTime.ofEpochSecond(now);

      assertThat(a.toEpochSecond(now)).as("seed %d", seed).isEqualTo(then);
      assertThat(a.secondsSince(b)).as("seed %d", seed).isEqualTo(then - now);
      assertThat(a.isAfter(b)).as("seed %d", seed).isEqualTo(then > now);
      assertThat(AbsoluteTime.later(a, b)).as("seed %d", seed).isEqualTo(then > now ? a : b);
      assertThat(AbsoluteTime.later(b, a)).as("seed %d", seed).isEqualTo(then > now ? a : b);
      assertThat(b.plusSeconds(then - now)).as("seed %d", seed).isEqualTo(a);
    }
  }

  @Test
  void aTimeTooFarAwayToBeUnderstoodIsBroughtNear() {
    long now = 1_800_000_000L;
    for (long far : new long[] {now + HALF, now + WHOLE, Long.MAX_VALUE}) {
      assertThat(AbsoluteTime.ofEpochSecond(far, now).toEpochSecond(now)).isEqualTo(now + HALF - 1);
    }
    for (long far : new long[] {now - HALF, now - WHOLE, Long.MIN_VALUE}) {
      assertThat(AbsoluteTime.ofEpochSecond(far, now).toEpochSecond(now)).isEqualTo(now - HALF + 1);
    }
    for (long near : new long[] {now - HALF + 1, 0, now, now + HALF - 1}) {
      assertThat(AbsoluteTime.ofEpochSecond(near, now).toEpochSecond(now)).isEqualTo(near);
    }
  }

  @Test
  void ofTwoTimesHalfARoundApartNeitherIsLaterAndBothServersTakeTheSame() {
    AbsoluteTime low = new AbsoluteTime(5);
    AbsoluteTime high = new AbsoluteTime(5 + HALF);
    assertThat(low.isAfter(high)).isFalse();
    assertThat(low.isBefore(high)).isFalse();
    assertThat(high.isAfter(low)).isFalse();
    assertThat(high.isBefore(low)).isFalse();
    assertThat(AbsoluteTime.later(low, high)).isEqualTo(high);
    assertThat(AbsoluteTime.later(high, low)).isEqualTo(high);
  }

  @Test
  void aTimeIsNeitherBeforeNorAfterItself() {
    AbsoluteTime time = new AbsoluteTime(7);
    assertThat(time.isAfter(time)).isFalse();
    assertThat(time.isBefore(time)).isFalse();
    assertThat(time.secondsSince(time)).isZero();
  }

  @Test
  void onlyFourOctetsAreATime() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AbsoluteTime(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new AbsoluteTime(WHOLE));
  }
}
