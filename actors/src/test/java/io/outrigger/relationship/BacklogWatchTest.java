package io.outrigger.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogWatchTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final BacklogWatch watch = new BacklogWatch();

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void aBacklogThatGrowsForHalfAMinuteIsToldOnceUntilItIsGone() {
    watch.connected(0, START);
    assertThat(watch.look(5, at(0), at(30))).isEmpty();
    assertThat(watch.look(9, at(0), at(45))).isEmpty();
    assertThat(watch.look(9, at(0), at(60))).contains(new BacklogWatch.Found.Growing(9, 60));
    assertThat(watch.look(20, at(0), at(90))).isEmpty();
    assertThat(watch.look(0, at(91), at(91))).contains(new BacklogWatch.Found.Drained(91));
    assertThat(watch.look(0, at(92), at(92))).isEmpty();
  }

  @Test
  void aSteadyFlowIsNoBacklog() {
    watch.connected(0, START);
    for (int second = 1; second < 300; second++) {
      assertThat(watch.look(100 + second, at(second - 1), at(second))).isEmpty();
    }
    for (int second = 300; second < 600; second++) {
      assertThat(watch.look(100, at(0), at(second))).isEmpty();
    }
  }

  @Test
  void whatGatheredWithoutAConnectionIsToldWhenItIsBrought() {
    watch.connected(1000, START);
    assertThat(watch.look(400, at(-500), at(40))).isEmpty();
    assertThat(watch.look(0, at(50), at(50))).contains(new BacklogWatch.Found.Drained(50));
  }

  @Test
  void theEndOfAConnectionEndsNothing() {
    watch.connected(1000, START);
    watch.disconnected();
    watch.connected(0, at(10));
    assertThat(watch.look(0, at(11), at(11))).isEmpty();
  }
}
