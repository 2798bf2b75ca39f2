package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeadTimeTest {
  private static final long T = 1_795_000_000L;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;
  private static final long MCLT = HOUR;

  /** Clients renew at half of the lifetime. */
  private static final LifetimePolicy THREE_DAYS =
      new LifetimePolicy(3 * DAY, 3 * DAY, 3 * DAY / 2, 3 * DAY * 4 / 5);

  private static GrantedLifetimes grant(long acked, long now) {
    return THREE_DAYS.boundedBy(LeadTime.boundSeconds(acked, MCLT, now));
  }

  private static long toPartner(GrantedLifetimes granted, long now, long acked) {
    return LeadTime.partnerLifetime(3 * DAY, granted.t1Seconds(), granted, now, acked);
  }

  /** RFC 8156 §4.4.1. */
  @Test
  void exampleOfTheRfcToTheSecond() {
    GrantedLifetimes first = grant(0, T);
    assertThat(first.validSeconds()).isEqualTo(HOUR);
    assertThat(first.t1Seconds()).isEqualTo(HOUR / 2);
    long acked = toPartner(first, T, 0);
    assertThat(acked).isEqualTo(T + HOUR / 2 + 3 * DAY);

    long renewal = T + HOUR / 2;
    assertThat(LeadTime.boundSeconds(acked, MCLT, renewal)).isEqualTo(3 * DAY + HOUR);
    GrantedLifetimes second = grant(acked, renewal);
    assertThat(second.validSeconds()).isEqualTo(3 * DAY);
    assertThat(second.t1Seconds()).isEqualTo(3 * DAY / 2);
    acked = toPartner(second, renewal, acked);
    assertThat(acked).isEqualTo(renewal + 3 * DAY / 2 + 3 * DAY);

    long next = renewal + 3 * DAY / 2;
    assertThat(LeadTime.boundSeconds(acked, MCLT, next)).isEqualTo(3 * DAY + HOUR);
    assertThat(grant(acked, next).validSeconds()).isEqualTo(3 * DAY);
    assertThat(toPartner(grant(acked, next), next, acked)).isEqualTo(next + 3 * DAY / 2 + 3 * DAY);
  }

  @Test
  void ackOfThePastBoundsLikeNone() {
    assertThat(LeadTime.boundSeconds(T - 1, MCLT, T)).isEqualTo(MCLT);
    assertThat(LeadTime.boundSeconds(T, MCLT, T)).isEqualTo(MCLT);
    assertThat(LeadTime.boundSeconds(T + 1, MCLT, T)).isEqualTo(MCLT + 1);
  }

  /** The fundamental relationship of §4.4. */
  @Test
  void clientIsNeverMoreThanTheMcltAhead() {
    for (long acked : new long[] {0, T - DAY, T, T + 1, T + HOUR, T + 3 * DAY, T + 90 * DAY}) {
      long end = grant(acked, T).expiresEpochSecond(T);
      assertThat(end).isLessThanOrEqualTo(Math.max(acked, T) + MCLT);
      assertThat(end).isLessThanOrEqualTo(T + 3 * DAY);
    }
  }

  @Test
  void boundIsNeverTheOneThatMeansNoBound() {
    assertThat(LeadTime.boundSeconds(Lease.INFINITE, MCLT, T))
        .isEqualTo(LifetimePolicy.INFINITE - 1);
    assertThat(LeadTime.boundSeconds(T + LifetimePolicy.INFINITE - MCLT, MCLT, T))
        .isEqualTo(LifetimePolicy.INFINITE - 1);
  }

  @Test
  void timeLeftToTheClientCountsAsHalf() {
    GrantedLifetimes granted = new GrantedLifetimes(50, 101, 0, 0);
    assertThat(LeadTime.partnerLifetime(300, 0, granted, T, 0)).isEqualTo(T + 300 + 50);
  }

  @Test
  void partnerLifetimeNeverFallsBelowTheOneAcked() {
    GrantedLifetimes granted = new GrantedLifetimes(50, 100, 25, 40);
    assertThat(LeadTime.partnerLifetime(300, 25, granted, T, T + 326)).isEqualTo(T + 326);
    assertThat(LeadTime.partnerLifetime(300, 25, granted, T, T + 324)).isEqualTo(T + 325);
  }

  @Test
  void endlessLifetimesMakeNoNonsense() {
    GrantedLifetimes granted = new GrantedLifetimes(50, 100, LifetimePolicy.INFINITE, 40);
    assertThat(LeadTime.partnerLifetime(300, granted.t1Seconds(), granted, T, 0))
        .isEqualTo(T + 400);
    assertThat(LeadTime.partnerLifetime(LifetimePolicy.INFINITE, 25, granted, T, 0))
        .isEqualTo(Lease.INFINITE);
  }
}
