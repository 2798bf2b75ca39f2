package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTimeTest {
  private static final long T = 1_795_000_000L;

  private static SampleLease active() {
    return new SampleLease(BindingStatus.ACTIVE, T).heard(T, 0).ends(T + 100);
  }

  @Test
  void isNowWhereNothingIsNewer() {
    assertThat(ChangeTime.epochSecond(null, T)).isEqualTo(T);
    assertThat(ChangeTime.epochSecond(active().stored(), T + 1)).isEqualTo(T + 1);
    assertThat(ChangeTime.epochSecond(active().stored(), T + 9)).isEqualTo(T + 9);
  }

  @Test
  void isAfterAllThatIsKnown() {
    assertThat(ChangeTime.epochSecond(active().stored(), T)).isEqualTo(T + 1);
    assertThat(ChangeTime.epochSecond(active().heard(T + 2, 0).stored(), T)).isEqualTo(T + 3);
    assertThat(ChangeTime.epochSecond(active().heard(0, T + 4).stored(), T)).isEqualTo(T + 5);
    assertThat(ChangeTime.epochSecond(new SampleLease(BindingStatus.FREE, T + 3).stored(), T))
        .isEqualTo(T + 4);
  }

  @Test
  void isNeverBeforeWhatIsKnownAndNeverFarAhead() {
    assertThat(ChangeTime.epochSecond(active().heard(0, T + 59).stored(), T)).isEqualTo(T + 60);
    assertThat(ChangeTime.epochSecond(active().heard(0, T + 60).stored(), T)).isEqualTo(T + 60);
  }

  @Test
  void doesNotFollowAFaultyClock() {
    assertThat(ChangeTime.epochSecond(active().heard(0, T + 61).stored(), T)).isEqualTo(T);
  }

  /** What it is for: without it the primary would keep the lease ACTIVE. */
  @Test
  void releaseInTheSecondOfTheRenewalIsAcceptedByThePrimary() {
    Lease onPrimary = UpdateAcceptance.merge(null, active().told());
    long releasedAt = ChangeTime.epochSecond(active().stored(), T);
    SampleLease released = new SampleLease(BindingStatus.RELEASED, releasedAt).heard(releasedAt, 0);
    assertThat(ConflictRules.judge(true, onPrimary, released.told(), T))
        .isEqualTo(Judgement.ACCEPTED);
    released.heard(T, 0);
    assertThat(ConflictRules.judge(true, onPrimary, released.told(), T))
        .isNotEqualTo(Judgement.ACCEPTED);
  }
}
