package io.outrigger.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two servers changed the same lease apart from each other, and their updates cross. */
class ConflictCrossingTest {
  private static final long T = 1_795_000_000L;
  private static final long NOW = T + 100;
  private static final long SEEDS = 200_000;

  private record Winner(BindingStatus status, @Nullable Duid client, int iaid) {
    /** The client of a free lease is but a hint. */
    static Winner in(Lease lease) {
      return switch (lease.status()) {
        case FREE, FREE_BACKUP -> new Winner(lease.status(), null, 0);
        default -> new Winner(lease.status(), lease.client(), lease.iaid());
      };
    }
  }

  /** What one server has, and what it has once it has judged the other's update. */
  private static Lease after(boolean primary, SampleLease own, SampleLease other, long now) {
    Judgement judgement = ConflictRules.judge(primary, own.stored(), other.told(), now);
    return judgement instanceof Judgement.Accepted
        ? UpdateAcceptance.merge(own.stored(), other.told())
        : own.stored();
  }

  private static Cross cross(SampleLease primary, SampleLease secondary, long now) {
    return new Cross(after(true, primary, secondary, now), after(false, secondary, primary, now));
  }

  private record Cross(Lease onPrimary, Lease onSecondary) {
    boolean agrees() {
      return Winner.in(onPrimary).equals(Winner.in(onSecondary));
    }
  }

  private enum Kind {
    AGREE,
    ACCEPT_3,
    TIME_1
  }

  private static Kind kind(SampleLease a, SampleLease b) {
    if (a.status == BindingStatus.ACTIVE && b.status == BindingStatus.ACTIVE) {
      return a.told().isOfClientOf(b.stored()) ? Kind.AGREE : Kind.ACCEPT_3;
    }
    boolean time1 =
        ConflictRules.cell(a.status, b.status) == ConflictRules.Cell.TIME_1
            || ConflictRules.cell(b.status, a.status) == ConflictRules.Cell.TIME_1;
    return time1 ? Kind.TIME_1 : Kind.AGREE;
  }

  @Test
  void crossingUpdatesLeaveTheSameWinnerOnBothServers() {
    int[] seen = new int[Kind.values().length];
    int ties = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      SampleLease[] pair = pair(random);
      Kind kind = kind(pair[0], pair[1]);
      seen[kind.ordinal()]++;
      String what = "seed " + seed + ": " + pair[0].stored() + "\n and " + pair[1].stored();
      Cross cross = cross(pair[0], pair[1], NOW);
      switch (kind) {
        case AGREE -> {
          assertThat(cross.agrees()).as("%s%n leave %s", what, cross).isTrue();
          ties +=
              ConflictRules.updateTime(pair[0].told()) == ConflictRules.updateTime(pair[1].told())
                  ? 1
                  : 0;
        }
        case ACCEPT_3 -> {} // See the tests below.
        case TIME_1 -> activeBindingDecidesUntilItsEnd(pair, cross, what);
      }
    }
    for (int count : seen) {
      assertThat(count).isGreaterThan((int) SEEDS / 100);
    }
    assertThat(ties).isGreaterThan(1000);
  }

  /** While it runs it is never given up; once it has ended, no server takes it for held. */
  private static void activeBindingDecidesUntilItsEnd(
      SampleLease[] pair, Cross cross, String what) {
    boolean primaryHolds = pair[0].status == BindingStatus.ACTIVE;
    SampleLease active = primaryHolds ? pair[0] : pair[1];
    Lease there = primaryHolds ? cross.onPrimary() : cross.onSecondary();
    if (active.end >= NOW) {
      assertThat(Winner.in(there)).as(what).isEqualTo(Winner.in(active.stored()));
    }
    long past = active.end + 1;
    Cross later = cross(pair[0], pair[1], past);
    for (Lease lease : new Lease[] {later.onPrimary(), later.onSecondary()}) {
      boolean held =
          lease.status() == BindingStatus.ACTIVE
              && LeaseTransitions.dueEpochSecond(lease, 0) > past + LeaseTransitions.GRACE_SECONDS;
      assertThat(held).as("%s%n leave %s", what, later).isFalse();
    }
    Lease gone = primaryHolds ? later.onPrimary() : later.onSecondary();
    assertThat(gone.status()).as(what).isNotEqualTo(BindingStatus.ACTIVE);
  }

  /**
   * Of a lease on two servers that were in step once: no server has heard of a client what its
   * partner never told it, and states in which nobody holds the lease start after the client was
   * heard ({@link ChangeTime}).
   */
  private static SampleLease[] pair(Random random) {
    long primaryClt = someTime(random);
    long secondaryClt = someTime(random);
    return new SampleLease[] {
      lease(random, primaryClt, secondaryClt), lease(random, secondaryClt, primaryClt)
    };
  }

  private static SampleLease lease(Random random, long clt, long partnerClt) {
    BindingStatus status = BindingStatus.values()[random.nextInt(7)];
    long raw = partnerClt == 0 || random.nextBoolean() ? 0 : partnerClt - random.nextInt(3);
    long heard = Math.max(clt, Math.max(raw, T));
    long since =
        switch (status) {
          case ACTIVE -> heard - random.nextInt(4);
          case EXPIRED, RELEASED -> heard + random.nextInt(4);
          case FREE, FREE_BACKUP, ABANDONED, RESET -> heard + 1 + random.nextInt(4);
        };
    Duid client = random.nextInt(4) == 0 ? SampleLease.BERT : SampleLease.ANNA;
    return new SampleLease(status, since)
        .client(client, random.nextInt(4) == 0 ? 8 : 7)
        .heard(clt, raw)
        .ends(status == BindingStatus.ACTIVE ? NOW - 3 + random.nextInt(7) : 0);
  }

  private static long someTime(Random random) {
    return random.nextInt(4) == 0 ? 0 : T + 3 + random.nextInt(6);
  }

  @Test
  void sameClientServedByBothKeepsTheLaterEndEverywhere() {
    SampleLease early = new SampleLease(BindingStatus.ACTIVE, T).heard(T + 10, 0).ends(T + 900);
    SampleLease late = new SampleLease(BindingStatus.ACTIVE, T).heard(T + 20, 0).ends(T + 300);
    for (Cross cross : new Cross[] {cross(early, late, NOW), cross(late, early, NOW)}) {
      assertThat(cross.onPrimary().expiresEpochSecond()).isEqualTo(T + 900);
      assertThat(cross.onSecondary().expiresEpochSecond()).isEqualTo(T + 900);
    }
  }

  @Test
  void sameClientServedByBothInOneSecondKeepsTheLaterEndEverywhere() {
    SampleLease one = new SampleLease(BindingStatus.ACTIVE, T).heard(T + 10, 0).ends(T + 900);
    SampleLease other = new SampleLease(BindingStatus.ACTIVE, T).heard(T + 10, 0).ends(T + 300);
    for (Cross cross : new Cross[] {cross(one, other, NOW), cross(other, one, NOW)}) {
      assertThat(cross.onPrimary().expiresEpochSecond()).isEqualTo(T + 900);
      assertThat(cross.onSecondary().expiresEpochSecond()).isEqualTo(T + 900);
    }
  }

  private static SampleLease heldBy(Duid client, long since, long clt) {
    return new SampleLease(BindingStatus.ACTIVE, since)
        .client(client, 7)
        .heard(clt, 0)
        .ends(T + 900);
  }

  @Test
  void ofTwoClientsThePrimarysStaysIfItIsTheLaterOne() {
    SampleLease anna = heldBy(SampleLease.ANNA, T + 50, T + 50);
    SampleLease bert = heldBy(SampleLease.BERT, T + 20, T + 40);
    Cross cross = cross(anna, bert, NOW);
    assertThat(cross.onPrimary().client()).isEqualTo(SampleLease.ANNA);
    assertThat(cross.onSecondary().client()).isEqualTo(SampleLease.ANNA);
  }

  /** What accept(3) of RFC 8156 asks for, if both updates are on their way at once. */
  @Test
  void ofTwoClientsTheServersSwapIfTheSecondarysWasHeardAfterThePrimarysBegan() {
    SampleLease anna = heldBy(SampleLease.ANNA, T + 20, T + 50);
    SampleLease bert = heldBy(SampleLease.BERT, T + 10, T + 40);
    Cross cross = cross(anna, bert, NOW);
    assertThat(cross.onPrimary().client()).isEqualTo(SampleLease.BERT);
    assertThat(cross.onSecondary().client()).isEqualTo(SampleLease.ANNA);
  }
}
