package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What two partners may do with a pool that they share (RFC 8156 §4, §7, §8). */
class SharedPoolTest {
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  /** Three days, renewed after half (RFC 8156 §4.4.1). */
  static final LifetimePolicy THREE_DAYS =
      new LifetimePolicy(3 * DAY, 3 * DAY, 3 * DAY / 2, 3 * DAY * 4 / 5);

  static final PoolSpace TEN =
      PoolSpace.ofRange(Ipv6Address.parse("2001:db8::10"), Ipv6Address.parse("2001:db8::19"));
  static final PoolSpace EIGHT_PREFIXES =
      PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8:100::/53"), 56);

  private final PoolPair pair = new PoolPair(TEN, false, THREE_DAYS);
  private final PoolPair prefixes = new PoolPair(EIGHT_PREFIXES, true, THREE_DAYS);

  static ClientIa client(int number) {
    return new ClientIa(Duid.of((byte) 0, (byte) 4, (byte) (number >> 8), (byte) number), 1);
  }

  static IaResult assign(PoolPair.Side side, int client) {
    return side.pool.decide(
        new IaRequest.Assign(
            client(client),
            new IaRequest.Wishes(List.of(), List.of(), THREE_DAYS),
            ClientContext.NONE));
  }

  static IaResult extend(PoolPair.Side side, int client) {
    return side.pool.decide(
        new IaRequest.Extend(
            client(client),
            new IaRequest.Wishes(List.of(), List.of(), THREE_DAYS),
            ClientContext.NONE));
  }

  static IaResult.Grant grant(IaResult result) {
    assertThat(result).isInstanceOf(IaResult.Granted.class);
    return ((IaResult.Granted) result).grants().getFirst();
  }

  static Lease lease(PoolPair.Side side, Ipv6Prefix resource) {
    return Objects.requireNonNull(side.pool.lease(resource), resource + " is not known");
  }

  static void release(PoolPair.Side side, int client, Ipv6Prefix resource) {
    side.pool.decide(new IaRequest.Release(client(client), List.of(resource)));
  }

  private static Set<Ipv6Prefix> fill(PoolPair.Side side, int firstClient) {
    Set<Ipv6Prefix> given = new HashSet<>();
    for (int i = firstClient; ; i++) {
      if (!(assign(side, i) instanceof IaResult.Granted granted)) {
        return given;
      }
      assertThat(given.add(granted.grants().getFirst().resource())).isTrue();
    }
  }

  // §4.4.1, to the second

  @Test
  void leadTimeGrowsAsInTheExampleOfTheRfc() {
    long start = pair.clock.instant().getEpochSecond();
    IaResult.Grant first = grant(assign(pair.primary, 1));
    assertThat(first.lifetimes().validSeconds()).isEqualTo(HOUR);
    assertThat(lease(pair.primary, first.resource()).partnerLifetimeEpochSecond())
        .isEqualTo(start + HOUR / 2 + 3 * DAY);
    pair.exchange();
    assertThat(lease(pair.primary, first.resource()).ackedPartnerLifetimeEpochSecond())
        .isEqualTo(start + HOUR / 2 + 3 * DAY);
    assertThat(lease(pair.secondary, first.resource()).expirationTimeEpochSecond())
        .isEqualTo(start + HOUR / 2 + 3 * DAY);

    pair.clock.advance(Duration.ofMinutes(30));
    assertThat(grant(extend(pair.primary, 1)).lifetimes().validSeconds()).isEqualTo(3 * DAY);
    assertThat(lease(pair.primary, first.resource()).partnerLifetimeEpochSecond())
        .isEqualTo(start + HOUR / 2 + 4 * DAY + 12 * HOUR);
    pair.exchange();

    pair.clock.advance(Duration.ofHours(36));
    assertThat(grant(extend(pair.primary, 1)).lifetimes().validSeconds()).isEqualTo(3 * DAY);
  }

  @Test
  void withoutAcksNoGrantExceedsTheMclt() {
    pair.cut();
    grant(assign(pair.primary, 1));
    for (int i = 0; i < 5; i++) {
      pair.clock.advance(Duration.ofMinutes(20));
      assertThat(grant(extend(pair.primary, 1)).lifetimes().validSeconds()).isEqualTo(HOUR);
    }
  }

  @Test
  void ackedTimeOfOneClientIsNothingToAnother() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    release(pair.primary, 1, resource);
    pair.exchange();
    for (int i = 2; i < 100; i++) {
      IaResult result = assign(pair.primary, i);
      if (!(result instanceof IaResult.Granted)) {
        break;
      }
      assertThat(grant(result).lifetimes().validSeconds()).isEqualTo(HOUR);
    }
  }

  @Test
  void partnerDownKnowsNoBound() {
    pair.cut();
    pair.primary.partnerDown();
    assertThat(grant(assign(pair.primary, 1)).lifetimes().validSeconds()).isEqualTo(3 * DAY);
  }

  // §4.2.1: halves

  @Test
  void eachGivesOnlyItsHalfAndTheHalvesAreDisjoint() {
    pair.cut();
    Set<Ipv6Prefix> ofPrimary = fill(pair.primary, 1);
    Set<Ipv6Prefix> ofSecondary = fill(pair.secondary, 1000);
    assertThat(ofPrimary).hasSize(5).allMatch(r -> Half.of(r) == Half.PRIMARY);
    assertThat(ofSecondary).hasSize(5).allMatch(r -> Half.of(r) == Half.SECONDARY);
    pair.heal();
    pair.exchange();
    assertThat(PoolPair.database(pair.primary))
        .hasSize(10)
        .isEqualTo(PoolPair.database(pair.secondary));
  }

  @Test
  void otherHalfIsNotUsedEvenInPartnerDown() {
    pair.cut();
    pair.primary.partnerDown();
    pair.clock.advance(Duration.ofDays(30));
    assertThat(fill(pair.primary, 1)).hasSize(5);
  }

  // §4.2.2.1, §7.2: nothing moves to another client before the partner knows

  @Test
  void releasedLeaseIsNobodysBeforeThePartnerAcked() {
    Set<Ipv6Prefix> all = fill(pair.primary, 1);
    pair.exchange();
    Ipv6Prefix resource = all.iterator().next();
    Duid holder = Objects.requireNonNull(lease(pair.primary, resource).client());
    pair.primary.pool.decide(new IaRequest.Release(new ClientIa(holder, 1), List.of(resource)));
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.RELEASED);
    assertThat(assign(pair.primary, 999)).isEqualTo(IaResult.NONE_AVAILABLE);
    pair.exchange();
    assertThat(pair.primary.pool.lease(resource)).isNull();
    assertThat(pair.secondary.pool.lease(resource)).isNull();
    assertThat(grant(assign(pair.primary, 999)).resource()).isEqualTo(resource);
  }

  @Test
  void releasedLeaseGoesBackToItsClientOnlyIfThePartnerCannotKnow() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.cut();
    release(pair.primary, 1, resource);
    assertThat(grant(assign(pair.primary, 1)).resource()).isEqualTo(resource);

    release(pair.primary, 1, resource);
    pair.heal();
    pair.primary.take(); // on its way; the partner may have it
    assertThat(grant(assign(pair.primary, 1)).resource()).isNotEqualTo(resource);
    pair.cut();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.RELEASED);
    release(pair.primary, 1, grant(extend(pair.primary, 1)).resource());
    assertThat(grant(assign(pair.primary, 1)).resource()).isNotEqualTo(resource);
  }

  @Test
  void whatEndedBeforeARestartCountsAsTold() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.cut();
    release(pair.primary, 1, resource);
    pair.primary.pool.book().recovered(); // what the end of the replay does
    assertThat(grant(assign(pair.primary, 1)).resource()).isNotEqualTo(resource);
  }

  @Test
  void expiredLeaseIsToldAndThenFree() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.clock.advance(Duration.ofMinutes(61));
    pair.primary.pool.expire();
    pair.secondary.pool.expire();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.EXPIRED);
    // The partner waits for the partner-lifetime that it was told.
    assertThat(lease(pair.secondary, resource).status()).isEqualTo(BindingStatus.ACTIVE);
    pair.exchange();
    assertThat(pair.primary.pool.lease(resource)).isNull();
    assertThat(pair.secondary.pool.lease(resource)).isNull();
  }

  @Test
  void expiredLeaseStaysWhileThePartnerIsOutOfReach() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.cut();
    pair.clock.advance(Duration.ofDays(10));
    pair.primary.pool.expire();
    pair.clock.advance(Duration.ofDays(10));
    pair.primary.pool.expire();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.EXPIRED);
    assertThat(fill(pair.primary, 100)).hasSize(4).doesNotContain(resource);
  }

  @Test
  void inPartnerDownItIsFreeMcltPastTheLatestOfAllTimes() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    long told = lease(pair.primary, resource).partnerLifetimeEpochSecond();
    pair.cut();
    pair.primary.partnerDown();
    pair.clock.advance(Duration.ofHours(2));
    pair.primary.pool.expire();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.EXPIRED);
    long rest = told + HOUR - pair.clock.instant().getEpochSecond();
    pair.clock.advance(Duration.ofSeconds(rest - 1));
    pair.primary.pool.expire();
    assertThat(fill(pair.primary, 100)).doesNotContain(resource);
    pair.clock.advance(Duration.ofSeconds(1));
    pair.primary.pool.expire();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.FREE);
    assertThat(fill(pair.primary, 200)).containsExactly(resource);
  }

  /** A lease of the primary's that has ended since the partner was last heard. */
  private Ipv6Prefix endedBehindACut() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.cut();
    pair.clock.advance(Duration.ofHours(80)); // past all that it was told
    pair.primary.pool.expire();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.EXPIRED);
    return resource;
  }

  @Test
  void ackOfAPartnerThatRecoversFreesNothingInPartnerDown() {
    Ipv6Prefix resource = endedBehindACut();
    pair.primary.partnerDown();
    pair.connect();
    assertThat(pair.primary.take()).hasSize(1);
    pair.primary.answered(resource, true);
    assertThat(fill(pair.primary, 100)).doesNotContain(resource);
    pair.clock.advance(Duration.ofSeconds(HOUR));
    pair.primary.pool.expire();
    assertThat(fill(pair.primary, 200)).containsExactly(resource);
  }

  /**
   * What it gave since the connection was lost it does not know, until its RECOVER-WAIT is over.
   */
  @Test
  void ackOfAPartnerThatRecoversFreesNothingBeforeNormal() {
    Ipv6Prefix resource = endedBehindACut();
    pair.connect();
    assertThat(pair.primary.take()).hasSize(1);
    pair.primary.answered(resource, true);
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.EXPIRED);
    assertThat(fill(pair.primary, 100)).doesNotContain(resource);
    pair.primary.normal();
    pair.primary.pool.book().outbox().rescan();
    assertThat(pair.primary.take()).extracting(Lease::resource).contains(resource);
    pair.primary.answered(resource, true);
    assertThat(fill(pair.primary, 200)).containsExactly(resource);
  }

  // §4.2.2: shares of a proportional pool

  @Test
  void secondaryHasNothingBeforeItAsksAndThenItsShare() {
    assertThat(fill(prefixes.secondary, 1)).isEmpty();
    prefixes.primary.handOver();
    prefixes.exchange();
    assertThat(prefixes.primary.pool.book().stats().freePartner()).isEqualTo(4);
    prefixes.cut();
    Set<Ipv6Prefix> ofPrimary = fill(prefixes.primary, 1);
    Set<Ipv6Prefix> ofSecondary = fill(prefixes.secondary, 1000);
    assertThat(ofPrimary).hasSize(4).doesNotContainAnyElementsOf(ofSecondary);
    assertThat(ofSecondary).hasSize(4);
    prefixes.heal();
    prefixes.exchange();
    assertThat(PoolPair.database(prefixes.primary))
        .hasSize(8)
        .isEqualTo(PoolPair.database(prefixes.secondary));
  }

  @Test
  void primaryDoesNotUseWhatItHandedOverEvenBeforeTheAck() {
    prefixes.primary.handOver();
    assertThat(fill(prefixes.primary, 1)).hasSize(4);
  }

  @Test
  void aClientThatFindsNothingNeedNotWaitForTheFirstMinute() {
    prefixes.primary.handOver();
    prefixes.exchange();
    fill(prefixes.primary, 1);
    PoolBook book = prefixes.primary.pool.book();
    book.balance().policyChanged(book); // NORMAL has just begun
    book.balance().wanted(book);
    assertThat(book.balance().isPending()).isTrue();
  }

  @Test
  void whatIsTakenBackIsUsedOnlyAfterTheAckAndNotIfTheSecondaryLeasedIt() {
    prefixes.primary.handOver();
    prefixes.exchange();
    Set<Ipv6Prefix> own = fill(prefixes.primary, 1);
    prefixes.primary.balanceTick(); // all of its own is used: two of four come back
    assertThat(fill(prefixes.primary, 100)).isEmpty();
    List<Lease> sent = prefixes.primary.take();
    List<Lease> back = sent.stream().filter(l -> l.status() == BindingStatus.FREE).toList();
    assertThat(back).hasSize(2);
    prefixes.secondary.interrupted();
    Set<Ipv6Prefix> leased = fill(prefixes.secondary, 1000);
    assertThat(leased).hasSize(4);
    for (Lease lease : back) {
      Judgement judgement = prefixes.secondary.receive(lease, THREE_DAYS);
      assertThat(judgement).isInstanceOf(Judgement.Rejected.class);
    }
    prefixes.cut();
    prefixes.heal();
    prefixes.exchange();
    assertThat(fill(prefixes.primary, 200)).isEmpty();
    assertThat(PoolPair.database(prefixes.primary))
        .hasSize(own.size() + leased.size())
        .isEqualTo(PoolPair.database(prefixes.secondary));
  }

  @Test
  void inPartnerDownOwnPrefixesGoFirstAndThePartnersAfterTheMclt() {
    prefixes.primary.handOver();
    prefixes.exchange();
    prefixes.cut();
    prefixes.primary.partnerDown();
    Set<Ipv6Prefix> own = fill(prefixes.primary, 1);
    assertThat(own).hasSize(4);
    prefixes.clock.advance(Duration.ofSeconds(PoolPair.MCLT_SECONDS - 1));
    assertThat(fill(prefixes.primary, 100)).isEmpty();
    prefixes.clock.advance(Duration.ofSeconds(1));
    assertThat(fill(prefixes.primary, 200)).hasSize(4).doesNotContainAnyElementsOf(own);
  }

  // §7.5.4

  @Test
  void leaseOutsideThePoolIsAConfigurationConflict() {
    Lease lease = lease(pair.primary, grant(assign(pair.primary, 1)).resource());
    Judgement judgement = prefixes.secondary.receive(lease, THREE_DAYS);
    assertThat(((Judgement.Rejected) judgement).status())
        .isEqualTo(io.outrigger.dhcp.StatusCode.CONFIGURATION_CONFLICT);
  }

  @Test
  void rejectedUpdateMakesTheReceiverTellWhatItKnows() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    Lease old = pair.primary.take().getFirst();
    pair.secondary.receive(old, THREE_DAYS);
    pair.clock.advance(Duration.ofMinutes(10));
    pair.secondary.pool.decide(new IaRequest.Decline(client(1), List.of(resource)));
    pair.secondary.answered(pair.secondary.take().getFirst().resource(), true);
    assertThat(lease(pair.secondary, resource).owed()).isFalse();
    assertThat(pair.secondary.receive(old, THREE_DAYS)).isInstanceOf(Judgement.Rejected.class);
    assertThat(lease(pair.secondary, resource).owed()).isTrue();
  }
}
