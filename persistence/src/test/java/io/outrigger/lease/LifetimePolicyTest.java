package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LifetimePolicyTest {
  private static final long DAY = 86_400;
  private static final LifetimePolicy POLICY = new LifetimePolicy(2 * DAY, 3 * DAY, DAY, 138_240);

  @Test
  void nothingIsCutWhereNothingBounds() {
    assertThat(POLICY.boundedBy(LifetimePolicy.INFINITE))
        .isEqualTo(new GrantedLifetimes(2 * DAY, 3 * DAY, DAY, 138_240));
  }

  @Test
  void validLifetimeNeverExceedsTheBound() {
    for (long bound : new long[] {0, 1, 29, 3600, DAY, 2 * DAY, 3 * DAY - 1, 3 * DAY, 4 * DAY}) {
      GrantedLifetimes granted = POLICY.boundedBy(bound);
      assertThat(granted.validSeconds()).isEqualTo(Math.min(bound, 3 * DAY));
      assertThat(granted.preferredSeconds()).isLessThanOrEqualTo(granted.validSeconds());
      assertThat(granted.t2Seconds()).isLessThanOrEqualTo(granted.preferredSeconds());
      assertThat(granted.t1Seconds()).isLessThanOrEqualTo(granted.t2Seconds());
    }
  }

  @Test
  void boundPastPreferredLeavesPreferredAndTimersAlone() {
    assertThat(POLICY.boundedBy(2 * DAY + 1))
        .isEqualTo(new GrantedLifetimes(2 * DAY, 2 * DAY + 1, DAY, 138_240));
  }

  @Test
  void timersShrinkWithThePreferredLifetime() {
    assertThat(POLICY.boundedBy(3600)).isEqualTo(new GrantedLifetimes(3600, 3600, 1800, 2880));
  }

  @Test
  void infiniteLifetimeExpiresNever() {
    LifetimePolicy forever =
        new LifetimePolicy(
            LifetimePolicy.INFINITE,
            LifetimePolicy.INFINITE,
            LifetimePolicy.INFINITE,
            LifetimePolicy.INFINITE);
    assertThat(forever.boundedBy(LifetimePolicy.INFINITE).expiresEpochSecond(1_000))
        .isEqualTo(Lease.INFINITE);
    assertThat(forever.boundedBy(60).expiresEpochSecond(1_000)).isEqualTo(1_060);
  }

  @Test
  void negativeBoundIsRefused() {
    assertThatThrownBy(() -> POLICY.boundedBy(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
