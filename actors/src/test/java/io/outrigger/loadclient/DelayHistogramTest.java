package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {

  @Test
  void percentilesAreWithinTwoPercentOfTheSortedValues() {
    SplittableRandom random = new SplittableRandom(11);
    DelayHistogram histogram = new DelayHistogram();
    long[] micros = new long[20_000];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = (long) Math.exp(random.nextDouble() * 16);
      histogram.record(micros[i] * 1_000);
    }
    Arrays.sort(micros);
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
      long exact = micros[(int) Math.ceil(share * micros.length) - 1];
      assertThat((double) histogram.percentileMicros(share))
          .as("share %s", share)
          .isCloseTo((double) exact, Percentage.withPercentage(2));
    }
    assertThat(histogram.count()).isEqualTo(micros.length);
  }

  @Test
  void smallValuesAreExactAndLargeOnesDoNotOverflow() {
    DelayHistogram histogram = new DelayHistogram();
    histogram.record(7_000);
    assertThat(histogram.percentileMicros(1)).isEqualTo(7);
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.summary().max()).isCloseTo(Long.MAX_VALUE / 1e6, within(1.0));
  }

  @Test
  void emptyOneIsZero() {
    assertThat(new DelayHistogram().summary())
        .isEqualTo(new DelayHistogram.Summary(0, 0, 0, 0, 0, 0, 0));
  }
}
