package io.outrigger.admin;

import static io.outrigger.admin.LeaseFacts.*;
import static io.outrigger.config.Allocation.INDEPENDENT;
import static io.outrigger.config.Allocation.PROPORTIONAL;
import static io.outrigger.config.FailoverRole.PRIMARY;
import static io.outrigger.config.FailoverRole.SECONDARY;
import static io.outrigger.endpoint.FailoverState.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.endpoint.FailoverState;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lease is, what a client would get, what is owed. */
class ExplanationsTest {

  private static Explanation explain(Lease lease, PoolFacts pool) {
    return Explanations.of(lease.resource(), lease, pool, NOW);
  }

  /** RFC 8156 §4.4: MCLT past the later of now and the acked partner lifetime. */
  @ParameterizedTest
  @CsvSource({
    // acked from now, bound, granted, decided by
    "0, 3600, 3600, MCLT",
    "-5, 3600, 3600, MCLT",
    "1, 3601, 3601, acked partner lifetime + MCLT",
    "100000, 103600, 103600, acked partner lifetime + MCLT",
    "255599, 259199, 259199, acked partner lifetime + MCLT",
    "255600, 259200, 259200, desired lifetime",
    "900000, 903600, 259200, desired lifetime",
  })
  void theBoundDecidesUnlessTheDesiredLifetimeIsShorter(
      long acked, long bound, long granted, String decidedBy) {
    Explanation explanation =
        explain(active(ODD, 1000, acked), shared(NORMAL, PRIMARY, INDEPENDENT));
    assertThat(explanation.boundSeconds()).isEqualTo(bound);
    assertThat(explanation.grantNowSeconds()).isEqualTo(granted);
    assertThat(explanation.decidedBy()).isEqualTo(decidedBy);
    assertThat(explanation.desiredValidSeconds()).isEqualTo(3 * DAY);
    assertThat(explanation.mcltSeconds()).isEqualTo(MCLT);
    assertThat(explanation.text())
        .anyMatch(line -> line.contains("decided by: " + decidedBy + "."))
        .anyMatch(line -> line.contains("get " + granted + " s"));
  }

  @Test
  void anEndThatNeverComesDoesNotOverflow() {
    Lease lease =
        new Lease(
            ODD,
            BindingStatus.ACTIVE,
            1,
            CLIENT,
            7,
            1,
            1,
            Lease.INFINITE,
            1,
            0,
            Lease.INFINITE,
            0,
            0,
            false,
            null,
            null);
    assertThat(explain(lease, shared(NORMAL, PRIMARY, INDEPENDENT)).boundSeconds())
        .isEqualTo(LifetimePolicy.INFINITE - 1);
  }

  @Test
  void partnerDownHasNoBound() {
    Explanation explanation =
        explain(active(ODD, 1000, 0), shared(PARTNER_DOWN, PRIMARY, INDEPENDENT));
    assertThat(explanation.boundSeconds()).isNull();
    assertThat(explanation.grantNowSeconds()).isEqualTo(3 * DAY);
    assertThat(explanation.decidedBy()).isEqualTo("no bound in PARTNER-DOWN");
  }

  /** RFC 8156 §8.7.1: a partner that heard nothing of it may give the lease away. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, no ack that lasts in RECOVER-DONE",
    "-5, 0, no ack that lasts in RECOVER-DONE",
    "100, 3700, acked partner lifetime + MCLT",
  })
  void recoverDoneExtendsWhileTheAckLasts(long acked, long granted, String decidedBy) {
    Explanation explanation =
        explain(active(ODD, 1000, acked), shared(RECOVER_DONE, PRIMARY, INDEPENDENT));
    assertThat(explanation.boundSeconds()).isEqualTo(granted);
    assertThat(explanation.grantNowSeconds()).isEqualTo(granted);
    assertThat(explanation.decidedBy()).isEqualTo(decidedBy);
  }

  @Test
  void aPoolOfThisServerAloneHasNoBound() {
    Explanation explanation = explain(active(ODD, 1000, 0), alone());
    assertThat(explanation.boundSeconds()).isNull();
    assertThat(explanation.mcltSeconds()).isNull();
    assertThat(explanation.decidedBy()).isEqualTo("no relationship");
    assertThat(explanation.half()).isNull();
    assertThat(explanation.answers()).isEqualTo("everybody");
    assertThat(explanation.text()).noneMatch(line -> line.contains("MCLT"));
  }

  @Test
  void anActiveLeaseIsItsClients() {
    Explanation explanation =
        explain(active(ODD, 1000, 500), shared(NORMAL, SECONDARY, INDEPENDENT));
    assertThat(explanation.owner()).isEqualTo("client");
    assertThat(explanation.client()).isEqualTo("00030001020000000001");
    assertThat(explanation.iaid()).isEqualTo(7);
    assertThat(explanation.since()).isEqualTo(time(-60));
    assertThat(explanation.expires()).isEqualTo(time(1000));
    assertThat(explanation.ackedPartnerLifetime()).isEqualTo(time(500));
    assertThat(explanation.partnerLifetime()).isNull();
    assertThat(explanation.role()).isEqualTo("secondary");
    assertThat(explanation.half()).isEqualTo("primary");
    assertThat(explanation.answers()).isEqualTo("its own clients");
    assertThat(explanation.text().getFirst())
        .isEqualTo(
            "2001:db8:1::101 of pool na on link lab is ACTIVE since 2026-11-21T09:59:00Z, held by"
                + " client 00030001020000000001 IAID 7, until 2026-11-21T10:16:40Z.");
    assertThat(explanation.text().get(1))
        .isEqualTo(
            "The pool is shared by relationship campus, independent; this server is the secondary,"
                + " in NORMAL, and answers its own clients. The resource lies in the primary's"
                + " half.");
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, nobody",
    "RELEASED, nobody",
    "ABANDONED, nobody",
    "RESET, nobody",
    "FREE, primary",
    "FREE_BACKUP, secondary",
    "ACTIVE, client"
  })
  void theStatusSaysWhoDisposesOfIt(BindingStatus status, String owner) {
    assertThat(explain(lease(ODD, status), shared(NORMAL, PRIMARY, PROPORTIONAL)).owner())
        .isEqualTo(owner);
  }

  @Test
  void whatThereIsNoRecordOfIsFreeForWhoeverHasThatPart() {
    PoolFacts independent = shared(NORMAL, PRIMARY, INDEPENDENT);
    Explanation odd = Explanations.of(ODD, null, independent, NOW);
    assertThat(odd.recorded()).isFalse();
    assertThat(odd.status()).isEqualTo("FREE");
    assertThat(odd.owner()).isEqualTo("primary");
    assertThat(odd.text().getFirst()).endsWith(" is FREE: nothing is known of it.");
    assertThat(odd.since()).isNull();
    Explanation even = Explanations.of(EVEN, null, independent, NOW);
    assertThat(even.status()).isEqualTo("FREE-BACKUP");
    assertThat(even.owner()).isEqualTo("secondary");
    // nothing is handed over yet: all of it is the primary's
    Explanation proportional =
        Explanations.of(EVEN, null, shared(NORMAL, SECONDARY, PROPORTIONAL), NOW);
    assertThat(proportional.owner()).isEqualTo("primary");
    assertThat(proportional.half()).isNull();
    assertThat(Explanations.of(EVEN, null, alone(), NOW).owner()).isEqualTo("server");
  }

  @Test
  void whatIsReservedIsItsClients() {
    Explanation explanation =
        Explanations.of(ODD, null, reserved(shared(NORMAL, PRIMARY, INDEPENDENT)), NOW);
    assertThat(explanation.owner()).isEqualTo("client");
    assertThat(explanation.reserved()).isTrue();
    assertThat(explanation.mayAllocate()).isEqualTo("nobody");
    assertThat(explanation.reallocatableAfter()).contains("reserved");
  }

  @ParameterizedTest
  @EnumSource(FailoverState.class)
  void whatIsOwedSaysWhatItWaitsFor(FailoverState state) {
    PoolFacts pool = shared(state, PRIMARY, INDEPENDENT);
    Lease owed = lease(ODD, BindingStatus.ACTIVE, 1000, 0, 0, 0, true);
    assertThat(explain(owed, pool).owedReason()).isNotEmpty();
    assertThat(explain(active(ODD, 1000, 0), pool).owedReason()).isNull();
    assertThat(explain(owed, pool).text())
        .anyMatch(line -> line.startsWith("The partner has yet to ack"));
  }

  @Test
  void ofAServerThatAnswersNobodyThatIsSaid() {
    Explanation explanation = explain(active(ODD, 1000, 0), shared(RECOVER, PRIMARY, INDEPENDENT));
    assertThat(explanation.answers()).isEqualTo("nobody");
    assertThat(explanation.text())
        .anyMatch(line -> line.contains("in RECOVER, and answers nobody."))
        .anyMatch(line -> line.startsWith("If this server answered it, a client would now get"));
  }

  @Test
  void infiniteLifetimesAreSaidInWords() {
    PoolFacts pool =
        new PoolFacts(
            "na",
            "lab",
            new LifetimePolicy(
                LifetimePolicy.INFINITE, LifetimePolicy.INFINITE, 0, LifetimePolicy.INFINITE),
            DAY,
            false,
            Optional.empty());
    Explanation explanation =
        explain(lease(ODD, BindingStatus.ACTIVE, Lease.INFINITE, 0, 0, 0, false), pool);
    assertThat(explanation.expires()).isNull();
    assertThat(explanation.text()).anyMatch(line -> line.contains("get for ever"));
    assertThat(explanation.text().getFirst()).endsWith(", for ever.");
  }
}
