package io.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Random histories; {@code scripts/simulate --seed N --trace} shows one that failed. */
class HistoryTest {
  private static final int HOURS = 6;
  private static final long FIRST_SEED = 20_000;
  private static final int HISTORIES = 40;

  private static void assertGood(History.Result result) {
    assertThat(result.violation())
        .as(
            () ->
                "seed %d\n%s".formatted(result.order().seed(), String.join("\n", result.diagram())))
        .isEmpty();
  }

  @Test
  void historiesFullOfFaultsEndWell() {
    for (int i = 0; i < HISTORIES; i++) {
      assertGood(History.run(Order.of(FIRST_SEED + i, HOURS), History.SILENT));
    }
  }

  @Test
  void aSeedIsOneHistory() {
    History.Result first = History.run(Order.of(3, 2), History.SILENT);
    History.Result again = History.run(Order.of(3, 2), History.SILENT);
    assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(again.steps()).isEqualTo(first.steps());
  }
}
