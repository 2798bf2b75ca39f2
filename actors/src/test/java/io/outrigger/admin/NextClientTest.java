package io.outrigger.admin;

import static io.outrigger.admin.LeaseFacts.*;
import static io.outrigger.config.Allocation.INDEPENDENT;
import static io.outrigger.config.Allocation.PROPORTIONAL;
import static io.outrigger.config.FailoverRole.PRIMARY;
import static io.outrigger.config.FailoverRole.SECONDARY;
import static io.outrigger.endpoint.FailoverState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may give a resource to another client, and from when (RFC 8156 §4.2.2.1, §8.4.1). */
class NextClientTest {

  private static NextClient next(Lease lease, PoolFacts pool) {
    return NextClient.of(lease.resource(), lease, pool, NOW);
  }

  @ParameterizedTest
  @EnumSource(value = FailoverState.class, names = "PARTNER_DOWN", mode = EnumSource.Mode.EXCLUDE)
  void outsidePartnerDownThePartnerMustAckFirst(FailoverState state) {
    for (FailoverRole role : FailoverRole.values()) {
      PoolFacts pool = shared(state, role, INDEPENDENT);
      for (BindingStatus status :
          List.of(BindingStatus.EXPIRED, BindingStatus.RELEASED, BindingStatus.RESET)) {
        NextClient next = next(lease(ODD, status), pool);
        assertThat(next.mayAllocate()).isEqualTo("nobody");
        assertThat(next.from()).isEmpty();
        assertThat(next.after()).contains("the partner has acked " + status.name());
      }
      assertThat(next(active(ODD, 1000, 0), pool).mayAllocate()).isEqualTo("nobody");
      assertThat(next(active(ODD, 1000, 0), pool).after())
          .startsWith("after its lifetime has ended and the partner has acked EXPIRED")
          .contains("primary's");
    }
  }

  /** MCLT past the latest of each; PARTNER-DOWN and the status began 60 s ago. */
  @ParameterizedTest
  @CsvSource({
    // status, expires, told, acked, expiration-time, from
    "ACTIVE, -500, -500, -500, -500, 3540",
    "ACTIVE, 1000, -500, -500, -500, 4600",
    "ACTIVE, 1000, 2000, 500, 500, 5600",
    "ACTIVE, 1000, 500, 3000, 500, 6600",
    "ACTIVE, 1000, 500, 500, 4000, 7600",
    "EXPIRED, -500, -500, -500, -500, 3540",
    "RELEASED, 1000, -500, -500, -500, 4600",
    "RESET, -500, 900, -500, -500, 4500",
  })
  void inPartnerDownTheWaitIsMcltPastTheLatestThatAnybodyWasTold(
      BindingStatus status, long expires, long told, long acked, long expirationTime, long from) {
    Lease lease = lease(ODD, status, expires, told, acked, expirationTime, false);
    for (NextClient next :
        List.of(
            next(lease, shared(PARTNER_DOWN, PRIMARY, INDEPENDENT)),
            next(lease, shared(PARTNER_DOWN, PRIMARY, PROPORTIONAL)),
            next(lease, shared(PARTNER_DOWN, SECONDARY, PROPORTIONAL)))) {
      assertThat(next.mayAllocate()).isEqualTo("this server");
      assertThat(next.from()).hasValue(NOW.plusSeconds(from));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "EXPIRED", "RELEASED", "FREE_BACKUP"})
  void thePartnersHalfIsNeverGivenAwayEvenInPartnerDown(BindingStatus status) {
    NextClient next = next(lease(EVEN, status), shared(PARTNER_DOWN, PRIMARY, INDEPENDENT));
    assertThat(next.mayAllocate()).isEqualTo("partner");
    assertThat(next.from()).isEmpty();
    assertThat(next.after()).contains("partner's half");
  }

  @Test
  void thePartnersShareOfAProportionalPoolIsOpenMcltAfterPartnerDownBegan() {
    NextClient next =
        next(lease(ODD, BindingStatus.FREE_BACKUP), shared(PARTNER_DOWN, PRIMARY, PROPORTIONAL));
    assertThat(next.mayAllocate()).isEqualTo("this server");
    assertThat(next.from()).hasValue(NOW.plusSeconds(MCLT - 60));
    NextClient normal =
        next(lease(ODD, BindingStatus.FREE_BACKUP), shared(NORMAL, PRIMARY, PROPORTIONAL));
    assertThat(normal.mayAllocate()).isEqualTo("partner");
    assertThat(normal.from()).isEmpty();
  }

  @Test
  void whatIsFreeAndOursIsOpenNow() {
    for (NextClient next :
        List.of(
            next(lease(ODD, BindingStatus.FREE), shared(NORMAL, PRIMARY, PROPORTIONAL)),
            next(lease(ODD, BindingStatus.FREE_BACKUP), shared(NORMAL, SECONDARY, PROPORTIONAL)),
            NextClient.of(ODD, null, shared(PARTNER_DOWN, PRIMARY, INDEPENDENT), NOW),
            NextClient.of(EVEN, null, shared(NORMAL, SECONDARY, INDEPENDENT), NOW),
            NextClient.of(ODD, null, alone(), NOW))) {
      assertThat(next.mayAllocate()).isEqualTo("this server");
      assertThat(next.from()).hasValue(NOW);
    }
  }

  @Test
  void whatIsFreeAndNotAckedIsOpenOnlyToAServerWhosePartnerIsDown() {
    Lease owed = lease(ODD, BindingStatus.FREE, -60, 0, 0, 0, true);
    NextClient normal = next(owed, shared(NORMAL, PRIMARY, INDEPENDENT));
    assertThat(normal.mayAllocate()).isEqualTo("nobody");
    assertThat(normal.from()).isEmpty();
    assertThat(normal.after()).contains("the partner has acked");
    NextClient down = next(owed, shared(PARTNER_DOWN, PRIMARY, INDEPENDENT));
    assertThat(down.mayAllocate()).isEqualTo("this server");
    assertThat(down.from()).hasValue(NOW);
  }

  @Test
  void whatIsOursIsNotOpenWhileThisServerGivesNoNewLeases() {
    NextClient next = NextClient.of(ODD, null, shared(RECOVER, PRIMARY, INDEPENDENT), NOW);
    assertThat(next.mayAllocate()).isEqualTo("this server");
    assertThat(next.from()).isEmpty();
    assertThat(next.after()).contains("RECOVER");
  }

  @Test
  void anAbandonedAddressWaitsForItsTimeOrAnOperator() {
    NextClient alone = next(lease(ODD, BindingStatus.ABANDONED), alone());
    assertThat(alone.from()).hasValue(NOW.plusSeconds(DAY - 60));
    NextClient shared =
        next(lease(ODD, BindingStatus.ABANDONED), shared(NORMAL, PRIMARY, INDEPENDENT));
    assertThat(shared.mayAllocate()).isEqualTo("nobody");
    assertThat(shared.after()).contains(time(DAY - 60)).contains("RESET");
  }

  @Test
  void aloneALeaseIsOpenWhenItHasEndedAtItsClientToo() {
    NextClient next = next(active(ODD, 1000, 0), alone());
    assertThat(next.mayAllocate()).isEqualTo("this server");
    assertThat(next.from()).hasValue(NOW.plusSeconds(1002));
  }

  @Test
  void aLeaseThatNeverEndsIsOpenOnlyWhenItIsGivenBack() {
    Lease lease = lease(ODD, BindingStatus.ACTIVE, Lease.INFINITE, 0, 0, 0, false);
    for (PoolFacts pool :
        List.of(
            alone(),
            shared(NORMAL, PRIMARY, INDEPENDENT),
            shared(PARTNER_DOWN, PRIMARY, INDEPENDENT))) {
      assertThat(next(lease, pool).from()).isEmpty();
      assertThat(next(lease, pool).after()).isNotEmpty();
    }
  }
}
