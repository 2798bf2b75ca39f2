package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceivePausesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ReceivePauses pauses = new ReceivePauses(START);
  private Instant now = START;

  /** One message that was there at once, or else came after a wait of so long. */
  private long comes(long waitNanos) {
    Instant asked = now;
    now = now.plusNanos(waitNanos);
    return pauses.pauseNanos(asked, now);
  }

  private long lastOf(int messages, long waitNanos) {
    long last = 0;
    for (int i = 0; i < messages; i++) {
      last = comes(waitNanos);
    }
    return last;
  }

  @Test
  void fewMessagesNeverWait() {
    long apart = 1_000_000_000L / (ReceivePauses.BUSY - 100);
    for (int i = 0; i < 10_000; i++) {
      assertThat(comes(apart)).isZero();
    }
  }

  @Test
  void manyMessagesGatherOnceTheSocketWasEmptied() {
    long apart = 1_000_000_000L / (ReceivePauses.BUSY + 100);
    assertThat(lastOf(100, apart)).isEqualTo(ReceivePauses.PAUSE_NANOS);
    assertThat(comes(5_000)).as("it was there already").isZero();
    assertThat(comes(ReceivePauses.WAITED_NANOS + 1)).isEqualTo(ReceivePauses.PAUSE_NANOS);
  }

  @Test
  void theFirstMessageAfterAStormDoesNotWait() {
    lastOf(1_000, 50_000);
    assertThat(comes(ReceivePauses.WINDOW_NANOS)).isZero();
  }

  @Test
  void aBurstAfterSilenceIsNotAStorm() {
    for (int burst = 0; burst < 50; burst++) {
      assertThat(comes(20_000_000)).isZero();
      assertThat(lastOf(49, 3_000)).isZero();
    }
  }

  @Test
  void clockThatIsSetBackCostsNoMoreThanOneWindow() {
    lastOf(1_000, 50_000);
    now = now.minusSeconds(3600);
    assertThat(lastOf(1, 50_000)).isZero();
    assertThat(lastOf(1_000, 50_000)).isEqualTo(ReceivePauses.PAUSE_NANOS);
  }

  @Test
  void gatheringGoesOnWhileTheStormDoes() {
    lastOf(1_000, 50_000);
    int paused = 0;
    for (int cycle = 0; cycle < 100; cycle++) {
      if (comes(100_000) > 0) {
        paused++;
        now = now.plusNanos(ReceivePauses.PAUSE_NANOS);
        lastOf(10, 4_000); // what came meanwhile
      }
    }
    assertThat(paused).isEqualTo(100);
  }
}
