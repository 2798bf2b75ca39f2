package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetransmissionTimerTest {
  private static final long SECOND = 1_000_000_000L;

  /** The moments of all transmissions in seconds, and as the last one that of giving up. */
  private static List<Double> moments(Retransmission rule, int most, long seed) {
    RetransmissionTimer timer = new RetransmissionTimer(new SplittableRandom(seed));
    timer.start(rule, 0);
    List<Double> moments = new ArrayList<>(List.of(0.0));
    for (int i = 0; i < most; i++) {
      long at = timer.deadlineNanos();
      moments.add(at / 1e9);
      if (!timer.again(at)) {
        break;
      }
    }
    return moments;
  }

  @Test
  void waitsDoubleWithinATenth() {
    for (long seed = 1; seed <= 50; seed++) {
      List<Double> at = moments(new Retransmission(SECOND, 0, 0, 0, false), 6, seed);
      double wait = at.get(1);
      assertThat(wait).as("seed %d", seed).isBetween(0.9, 1.1);
      for (int i = 2; i < at.size(); i++) {
        double next = at.get(i) - at.get(i - 1);
        assertThat(next / wait).as("seed %d", seed).isBetween(1.9 - 1e-6, 2.1 + 1e-6);
        wait = next;
      }
    }
  }

  @Test
  void firstWaitOfASolicitIsNeverShorterThanItsTimeout() {
    for (long seed = 1; seed <= 200; seed++) {
      assertThat(moments(ClientTimers.RFC_8415.solicit(), 1, seed).get(1))
          .as("seed %d", seed)
          .isGreaterThan(1.0)
          .isLessThanOrEqualTo(1.1);
    }
  }

  @Test
  void waitsStayNearTheirMaximum() {
    List<Double> at = moments(new Retransmission(SECOND, 4 * SECOND, 0, 0, false), 20, 3);
    for (int i = 8; i < at.size(); i++) {
      assertThat(at.get(i) - at.get(i - 1)).isBetween(3.6, 4.4);
    }
  }

  @Test
  void countLimitsTheTransmissions() {
    assertThat(moments(ClientTimers.RFC_8415.request(), 100, 5)).hasSize(10 + 1);
    assertThat(moments(ClientTimers.RFC_8415.release(), 100, 5)).hasSize(4 + 1);
    assertThat(moments(ClientTimers.RFC_8415.request().limitedTo(2), 100, 5)).hasSize(2 + 1);
    assertThat(moments(ClientTimers.RFC_8415.release().limitedTo(7), 100, 5)).hasSize(4 + 1);
  }

  @Test
  void durationLimitsTheExchange() {
    assertThat(moments(ClientTimers.RFC_8415.confirm(), 100, 5).getLast()).isEqualTo(10.0);
    assertThat(moments(ClientTimers.RFC_8415.renew().within(3 * SECOND), 100, 5))
        .containsExactly(0.0, 3.0);
  }

  @Test
  void laterStartTransmitsFirstWhenItsTimeComes() {
    RetransmissionTimer timer = new RetransmissionTimer(new SplittableRandom(1));
    timer.startLater(ClientTimers.RFC_8415.solicit(), SECOND, 5 * SECOND);
    assertThat(timer.isYetToStart()).isTrue();
    assertThat(timer.deadlineNanos()).isEqualTo(6 * SECOND);
    assertThat(timer.again(6 * SECOND)).isTrue();
    assertThat(timer.isYetToStart()).isFalse();
    assertThat(timer.deadlineNanos()).isBetween(7 * SECOND, 7 * SECOND + SECOND / 10);
  }
}
