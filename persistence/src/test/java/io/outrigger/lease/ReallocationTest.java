package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReallocationTest {
  private static final long T = 1_795_000_000L;
  private static final long MCLT = 3600;
  private static final long DOWN = T + 50;

  private static long from(SampleLease lease) {
    return Reallocation.fromEpochSecond(lease.stored(), DOWN, MCLT);
  }

  private static SampleLease active() {
    return new SampleLease(BindingStatus.ACTIVE, T).heard(T, T).ends(T + 40).times(T, T, T);
  }

  @Test
  void isTheMcltPastTheLatestOfAllTimes() {
    assertThat(from(active())).isEqualTo(DOWN + MCLT);
    assertThat(from(active().ends(T + 61))).isEqualTo(T + 61 + MCLT);
    assertThat(from(active().times(T + 62, T, T))).isEqualTo(T + 62 + MCLT);
    assertThat(from(active().times(T, T + 63, T))).isEqualTo(T + 63 + MCLT);
    assertThat(from(active().times(T, T, T + 64))).isEqualTo(T + 64 + MCLT);
  }

  @Test
  void leaseThatEndedAfterThePartnerWentWaitsFromItsEnd() {
    for (BindingStatus status : BindingStatus.values()) {
      long expected =
          switch (status) {
            case EXPIRED, RELEASED, RESET, ABANDONED -> T + 70 + MCLT;
            case ACTIVE, FREE, FREE_BACKUP -> DOWN + MCLT;
          };
      assertThat(from(new SampleLease(status, T + 70))).as("%s", status).isEqualTo(expected);
    }
  }

  @Test
  void availableLeaseWaitsFromTheEntry() {
    assertThat(from(new SampleLease(BindingStatus.FREE, T))).isEqualTo(DOWN + MCLT);
    assertThat(from(new SampleLease(BindingStatus.FREE_BACKUP, T))).isEqualTo(DOWN + MCLT);
  }

  @Test
  void endlessLeaseIsNeverGivenAway() {
    assertThat(from(active().ends(Lease.INFINITE))).isEqualTo(Lease.INFINITE);
    assertThat(from(active().times(Lease.INFINITE, 0, 0))).isEqualTo(Lease.INFINITE);
  }
}
