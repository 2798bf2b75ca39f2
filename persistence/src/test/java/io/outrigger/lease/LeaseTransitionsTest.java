package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseTransitionsTest {
  private static final Ipv6Prefix ADDRESS = Ipv6Prefix.parse("2001:db8::5");
  private static final ClientIa CLIENT = new ClientIa(Duid.fromHex("000300010a0b0c0d0e0f"), 7);
  private static final GrantedLifetimes GRANTED = new GrantedLifetimes(60, 100, 30, 48);
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.250Z");
  private static final long THIS_SECOND = NOW.getEpochSecond();
  private static final long NEXT_SECOND = THIS_SECOND + 1;

  private static Lease granted(@Nullable Lease before, Instant now) {
    return LeaseTransitions.granted(
        before, ADDRESS, CLIENT, new ClientContext(Bytes.of((byte) 1), null), GRANTED, now);
  }

  @Test
  void newLeaseCountsFromTheNextFullSecondAndIsDatedInThisOne() {
    Lease lease = granted(null, NOW);
    assertThat(lease.status()).isEqualTo(BindingStatus.ACTIVE);
    assertThat(lease.sinceEpochSecond()).isEqualTo(THIS_SECOND);
    assertThat(lease.expiresEpochSecond()).isEqualTo(NEXT_SECOND + 100);
    assertThat(lease.belongsTo(CLIENT.duid(), 7)).isTrue();
    assertThat(lease.belongsTo(CLIENT.duid(), 8)).isFalse();
    assertThat(lease.relayData()).isEqualTo(Bytes.of((byte) 1));
  }

  @Test
  void renewedLeaseKeepsTheTimeOfItsState() {
    Lease first = granted(null, NOW);
    Lease renewed = granted(first, NOW.plusSeconds(50));
    assertThat(renewed.sinceEpochSecond()).isEqualTo(THIS_SECOND);
    assertThat(renewed.expiresEpochSecond()).isEqualTo(NEXT_SECOND + 150);
    assertThat(renewed.clientLastTransactionEpochSecond()).isEqualTo(THIS_SECOND + 50);
  }

  @Test
  void anotherClientsLeaseStartsAnew() {
    Lease other =
        LeaseTransitions.granted(
            null,
            ADDRESS,
            new ClientIa(CLIENT.duid(), 8),
            ClientContext.NONE,
            GRANTED,
            NOW.minusSeconds(500));
    assertThat(granted(other, NOW).sinceEpochSecond()).isEqualTo(THIS_SECOND);
  }

  /** RFC 8156 §5.5.17: the time of the change, not one to come. */
  @Test
  void noChangeIsDatedInTheFuture() {
    Lease lease = granted(null, NOW.minusSeconds(50));
    assertThat(LeaseTransitions.released(lease, NOW).sinceEpochSecond()).isEqualTo(THIS_SECOND);
    assertThat(LeaseTransitions.expired(lease, NOW).sinceEpochSecond()).isEqualTo(THIS_SECOND);
    Lease abandoned = LeaseTransitions.abandoned(lease, NOW, 600);
    assertThat(abandoned.sinceEpochSecond()).isEqualTo(THIS_SECOND);
    assertThat(abandoned.expiresEpochSecond()).isEqualTo(NEXT_SECOND + 600);
    assertThat(LeaseTransitions.reset(abandoned, NOW.plusSeconds(9)).sinceEpochSecond())
        .isEqualTo(THIS_SECOND + 9);
    assertThat(
            LeaseTransitions.available(null, ADDRESS, BindingStatus.FREE, NOW).sinceEpochSecond())
        .isEqualTo(THIS_SECOND);
  }

  @Test
  void activeLeaseIsDueAfterItsEndAndTheGrace() {
    Lease lease = granted(null, NOW);
    assertThat(LeaseTransitions.dueEpochSecond(lease, 3600))
        .isEqualTo(lease.expiresEpochSecond() + LeaseTransitions.GRACE_SECONDS);
  }

  @Test
  void abandonedLeaseIsDueAfterItsHold() {
    Lease lease = LeaseTransitions.abandoned(granted(null, NOW), NOW.plusSeconds(10), 500);
    assertThat(lease.status()).isEqualTo(BindingStatus.ABANDONED);
    assertThat(lease.client()).isEqualTo(CLIENT.duid());
    assertThat(LeaseTransitions.dueEpochSecond(lease, 3600)).isEqualTo(NEXT_SECOND + 10 + 500);
  }

  @Test
  void abandonedLeaseOfWhichThePartnerSaidNoEndIsDueAfterTheOwnTime() {
    Lease lease = LeaseTransitions.abandoned(granted(null, NOW), NOW, 0);
    assertThat(LeaseTransitions.dueEpochSecond(lease, 3600))
        .isEqualTo(lease.sinceEpochSecond() + 3600);
  }

  @Test
  void endlessLeaseIsNeverDue() {
    Lease lease =
        LeaseTransitions.granted(
            null,
            ADDRESS,
            CLIENT,
            ClientContext.NONE,
            new GrantedLifetimes(60, LifetimePolicy.INFINITE, 30, 48),
            NOW);
    assertThat(LeaseTransitions.dueEpochSecond(lease, 3600)).isEqualTo(Lease.INFINITE);
  }
}
