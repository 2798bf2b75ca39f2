package io.outrigger.admin;

import static io.outrigger.admin.LeaseFacts.*;
import static io.outrigger.config.Allocation.INDEPENDENT;
import static io.outrigger.config.Allocation.PROPORTIONAL;
import static io.outrigger.config.FailoverRole.PRIMARY;
import static io.outrigger.config.FailoverRole.SECONDARY;
import static io.outrigger.endpoint.FailoverState.COMMUNICATIONS_INTERRUPTED;
import static io.outrigger.endpoint.FailoverState.PARTNER_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.admin.PartnerDownPreview.PoolPreview;
import io.outrigger.admin.PartnerDownPreview.Step;
import io.outrigger.config.Allocation;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreviewTallyTest {

  private static PreviewTally tally(Allocation allocation, long freeOwn, long freePartner) {
    return new PreviewTally(
        shared(COMMUNICATIONS_INTERRUPTED, PRIMARY, allocation), freeOwn, freePartner, NOW);
  }

  @Test
  void whatIsFreeAndOursIsOpenAtOnceTheRestOfAProportionalPoolAfterMclt() {
    assertThat(tally(PROPORTIONAL, 7, 5).preview())
        .isEqualTo(
            new PoolPreview(
                "na", List.of(new Step(time(0), 7, 7), new Step(time(MCLT), 5, 12)), 0));
    assertThat(tally(INDEPENDENT, 7, 5).preview())
        .isEqualTo(new PoolPreview("na", List.of(new Step(time(0), 7, 7)), 5));
  }

  @Test
  void eachLeaseIsCountedFromItsOwnMoment() {
    PoolPreview preview =
        tally(INDEPENDENT, 0, 0)
            .add(active(ODD, -5, 0), false)
            .add(active(ODD, 100, 0), false)
            .add(active(ODD, 200, 0), false)
            .add(active(ODD, 50 * DAY, 0), false)
            .preview();
    assertThat(preview.steps())
        .containsExactly(
            new Step(time(0), 0, 0),
            new Step(time(MCLT), 1, 1),
            new Step(time(200 + MCLT), 2, 3),
            new Step(time(50 * DAY + MCLT), 1, 4));
  }

  @Test
  void whatNoOtherClientMayEverHaveIsCountedApart() {
    PoolPreview preview =
        tally(INDEPENDENT, 0, 0)
            .add(active(EVEN, 100, 0), false)
            .add(active(ODD, 100, 0), true)
            .add(lease(ODD, BindingStatus.ABANDONED), false)
            .preview();
    assertThat(preview.never()).isEqualTo(3);
    assertThat(preview.steps()).hasSize(1);
  }

  @Test
  void whatIsFreeIsNotCountedTwice() {
    assertThat(
            tally(PROPORTIONAL, 1, 0)
                .add(lease(ODD, BindingStatus.FREE), false)
                .add(lease(ODD, BindingStatus.FREE_BACKUP), false)
                .preview()
                .steps())
        .containsExactly(new Step(time(0), 1, 1));
  }

  @Test
  void ofARelationshipInPartnerDownTheTrueTimesAreTold() {
    PoolPreview preview =
        new PreviewTally(shared(PARTNER_DOWN, SECONDARY, PROPORTIONAL), 1, 2, NOW).preview();
    assertThat(preview.steps())
        .containsExactly(new Step(time(0), 1, 1), new Step(time(MCLT - 60), 2, 3));
  }

  @Test
  void afterAPartnerThatServedAloneTheWaitsAreWholeLifetimes() {
    PoolFacts before = unbound(shared(COMMUNICATIONS_INTERRUPTED, PRIMARY, PROPORTIONAL));
    assertThat(new PreviewTally(before, 7, 5, NOW).preview().steps())
        .containsExactly(new Step(time(0), 7, 7), new Step(time(3 * DAY), 5, 12));
    PoolFacts since = unbound(shared(PARTNER_DOWN, PRIMARY, PROPORTIONAL));
    assertThat(new PreviewTally(since, 1, 2, NOW).preview().steps())
        .containsExactly(new Step(time(0), 1, 1), new Step(time(3 * DAY - 60), 2, 3));
  }

  @Test
  void hugePoolsDoNotOverflow() {
    assertThat(tally(PROPORTIONAL, Long.MAX_VALUE, Long.MAX_VALUE).preview().steps().getLast())
        .isEqualTo(new Step(time(MCLT), Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void everyLeaseIsCountedOnceAndStepsRise() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      int leases = random.nextInt(50);
      PreviewTally tally = tally(random.nextBoolean() ? INDEPENDENT : PROPORTIONAL, 3, 0);
      BindingStatus[] some = {
        BindingStatus.ACTIVE, BindingStatus.EXPIRED, BindingStatus.RELEASED, BindingStatus.ABANDONED
      };
      for (int i = 0; i < leases; i++) {
        Ipv6Prefix resource = Ipv6Prefix.of(new Ipv6Address(0x2001_0db8_0001_0000L, i));
        tally.add(
            lease(
                resource,
                some[random.nextInt(some.length)],
                random.nextInt(10_000_000) - 5_000_000,
                0,
                random.nextInt(10_000_000) - 5_000_000,
                0,
                false),
            random.nextInt(10) == 0);
      }
      PoolPreview preview = tally.preview();
      assertThat(preview.steps().getLast().cumulative() + preview.never()).isEqualTo(leases + 3);
      assertThat(preview.steps()).extracting(Step::from).isSorted().doesNotHaveDuplicates();
      assertThat(preview.steps().stream().mapToLong(Step::resources).sum())
          .isEqualTo(preview.steps().getLast().cumulative());
    }
  }

  @Test
  void aPoolOfThisServerAloneHasNoPartner() {
    assertThatThrownBy(() -> new PreviewTally(alone(), 1, 1, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("na");
  }

  @Test
  void theTextSaysTheSame() {
    PartnerDownPreview preview =
        PartnerDownPreview.of(
            "campus",
            null,
            MCLT,
            List.of(tally(PROPORTIONAL, 7, 5).add(active(ODD, 100, 0), true).preview()),
            NOW);
    assertThat(preview.allowed()).isTrue();
    assertThat(preview.text())
        .containsExactly(
            "partner-down of relationship campus would be taken now.",
            "At 2026-11-21T10:00:00Z, if no client renews meanwhile, and MCLT 3600 s, these would be"
                + " for new clients:",
            "  pool na",
            "    from 2026-11-21T10:00:00Z  7",
            "    from 2026-11-21T11:00:00Z  12  (+5)",
            "    never                 1  (the partner's half, reserved, abandoned or without an"
                + " end)");
    assertThat(
            PartnerDownPreview.of("campus", "the partner is in reach", MCLT, List.of(), NOW).text())
        .first()
        .isEqualTo(
            "partner-down of relationship campus would be refused now: the partner is in reach");
  }
}
