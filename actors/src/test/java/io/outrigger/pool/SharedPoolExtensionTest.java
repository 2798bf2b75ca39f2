package io.outrigger.pool;

import static io.outrigger.pool.SharedPoolTest.TEN;
import static io.outrigger.pool.SharedPoolTest.THREE_DAYS;
import static io.outrigger.pool.SharedPoolTest.assign;
import static io.outrigger.pool.SharedPoolTest.client;
import static io.outrigger.pool.SharedPoolTest.extend;
import static io.outrigger.pool.SharedPoolTest.grant;
import static io.outrigger.pool.SharedPoolTest.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseTransitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What partners say to a client that wants to keep what it has (RFC 8156 §8.3 to §8.12). */
class SharedPoolExtensionTest {
  private static final long HOUR = 3600;

  private final PoolPair pair = new PoolPair(TEN, false, THREE_DAYS);

  @Test
  void unresponsivePoolSaysNothing() {
    grant(assign(pair.primary, 1));
    pair.primary.silent();
    assertThat(assign(pair.primary, 1)).isEqualTo(IaResult.NOT_SERVING);
    assertThat(extend(pair.primary, 1)).isEqualTo(IaResult.NOT_SERVING);
  }

  @Test
  void recoverDoneExtendsWhatItKnowsAndNothingElse() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.primary.recoverDone();
    assertThat(grant(extend(pair.primary, 1)).resource()).isEqualTo(resource);
    assertThat(extend(pair.primary, 2)).isEqualTo(IaResult.NOT_SERVING);
    assertThat(assign(pair.primary, 1)).isEqualTo(IaResult.NOT_SERVING);
    assertThat(pair.primary.pool.decide(new IaRequest.Release(client(1), List.of(resource))))
        .isEqualTo(IaResult.NOT_SERVING);
  }

  /** Found by seed 104171: a partner in PARTNER-DOWN that hears nothing gives it to another. */
  @Test
  void recoverDoneExtendsNothingPastWhatThePartnerAcked() {
    grant(assign(pair.primary, 1));
    pair.exchange();
    pair.cut();
    pair.primary.recoverDone();
    Lease lease = pair.primary.pool.book().leasesOf(client(1)).iterator().next();
    long acked = lease.ackedPartnerLifetimeEpochSecond();
    long now = pair.clock.instant().getEpochSecond();
    pair.clock.advance(Duration.ofSeconds(acked - now - 1));
    IaResult.Grant last = grant(extend(pair.primary, 1));
    assertThat(pair.clock.instant().getEpochSecond() + last.lifetimes().validSeconds())
        .isLessThanOrEqualTo(acked + PoolPair.MCLT_SECONDS);
    pair.clock.advance(Duration.ofSeconds(1));
    assertThat(extend(pair.primary, 1)).isEqualTo(IaResult.NOT_SERVING);
  }

  @Test
  void partnersLeaseIsExtendedByWhomeverTheClientReaches() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.cut();
    pair.clock.advance(Duration.ofMinutes(10));
    IaResult.Grant renewed = grant(extend(pair.secondary, 1));
    assertThat(renewed.resource()).isEqualTo(resource);
    assertThat(renewed.lifetimes().validSeconds()).isEqualTo(HOUR);
    pair.heal();
    pair.exchange();
    assertThat(PoolPair.database(pair.primary)).isEqualTo(PoolPair.database(pair.secondary));
    assertThat(lease(pair.primary, resource).expiresEpochSecond())
        .isEqualTo(pair.clock.instant().getEpochSecond() + HOUR);
  }

  /** A partner whose disk is stuck may stay out of NORMAL for long, and owes its updates still. */
  @Test
  void unknownBindingIsCertainOnlyOnceThePartnerSaysThatItIsNormalToo() {
    pair.cut();
    pair.secondary.normalFirst();
    pair.clock.advance(Duration.ofMinutes(5));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.secondary.normal();
    pair.clock.advance(Duration.ofSeconds(14));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.clock.advance(Duration.ofSeconds(1));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
  }

  @Test
  void unknownBindingIsCertainOnlyInTouchOrLongAfterPartnerDown() {
    pair.clock.advance(Duration.ofSeconds(15));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
    pair.cut();
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.secondary.partnerDown();
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.clock.advance(Duration.ofHours(1));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
  }

  @Test
  void whatMayStillBeTheClientsMakesNoBindingUncertainEvenLongAfterPartnerDown() {
    Ipv6Prefix resource = grant(assign(pair.secondary, 1)).resource();
    pair.exchange();
    pair.clock.advance(Duration.ofMinutes(30));
    grant(extend(pair.secondary, 1)); // three days, by what was acked
    pair.exchange();
    pair.cut();
    pair.secondary.partnerDown();
    pair.clock.advance(Duration.ofDays(3).plusHours(1));
    pair.secondary.pool.expire();
    assertThat(lease(pair.secondary, resource).status()).isEqualTo(BindingStatus.EXPIRED);
    assertThat(extend(pair.secondary, 1)).isEqualTo(new IaResult.NoBinding(false));
    assertThat(extend(pair.secondary, 2)).isEqualTo(new IaResult.NoBinding(true));
  }

  @Test
  void unknownBindingIsUncertainWhileThePartnerTellsOfWhatItDidBefore() {
    pair.cut();
    grant(assign(pair.secondary, 1));
    pair.clock.advance(Duration.ofMinutes(1));
    pair.heal();
    assertThat(extend(pair.primary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.clock.advance(Duration.ofSeconds(15));
    assertThat(extend(pair.primary, 9)).isEqualTo(new IaResult.NoBinding(true));
    pair.exchange();
    assertThat(extend(pair.primary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.clock.advance(Duration.ofSeconds(15));
    grant(assign(pair.secondary, 2));
    pair.exchange();
    assertThat(extend(pair.primary, 9)).isEqualTo(new IaResult.NoBinding(true));
  }

  /**
   * It may have renewed it: a full disk here, and then another one there, kept them from telling.
   */
  @Test
  void bindingThatHasEndedHereIsUncertainUntilThePartnerHasAckedThat() {
    grant(assign(pair.primary, 1));
    pair.exchange();
    pair.clock.advance(Duration.ofHours(80));
    pair.primary.pool.expire();
    assertThat(extend(pair.primary, 1)).isEqualTo(new IaResult.NoBinding(false));
    pair.exchange();
    assertThat(extend(pair.primary, 1)).isEqualTo(new IaResult.NoBinding(true));
  }

  @Test
  void unknownBindingIsUncertainWhileTheJournalTakesNoWrites() {
    pair.clock.advance(Duration.ofSeconds(15));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
    pair.secondary.pool.stall();
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
  }

  /** It may have noticed before us that the connection is dead, and lease without telling. */
  @Test
  void unknownBindingIsUncertainWhileThePartnerIsNotHeard() {
    pair.clock.advance(Duration.ofSeconds(15));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
    pair.secondary.pool.silence();
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.cut();
    pair.secondary.partnerDown();
    pair.clock.advance(Duration.ofHours(1));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
  }

  @Test
  void unknownBindingIsUncertainForAWhileAfterAWriteThatHadToWait() {
    Instant begun = pair.clock.instant();
    pair.clock.advance(Duration.ofSeconds(20));
    pair.secondary.pool.book().wrote(pair.clock.instant(), pair.clock.instant());
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
    pair.secondary.pool.book().wrote(begun, pair.clock.instant());
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(false));
    pair.clock.advance(Duration.ofSeconds(15));
    assertThat(extend(pair.secondary, 9)).isEqualTo(new IaResult.NoBinding(true));
  }

  @Test
  void shorterExtensionLeavesTheEndThatTheClientMayKnow() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.clock.advance(Duration.ofMinutes(30));
    grant(extend(pair.primary, 1)); // three days, by what was acked
    long end = lease(pair.primary, resource).expiresEpochSecond();
    pair.exchange();
    pair.cut();
    pair.clock.advance(Duration.ofDays(1));
    assertThat(grant(extend(pair.secondary, 1)).lifetimes().validSeconds())
        .isLessThan(3 * 24 * HOUR);
    assertThat(lease(pair.secondary, resource).expiresEpochSecond()).isEqualTo(end);
    assertThat(lease(pair.secondary, resource).partnerLifetimeEpochSecond())
        .isGreaterThanOrEqualTo(end);
  }

  /** Both answer one REBIND, or the second one a minute later, which is no longer the same time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void longerPromiseStaysOnBothWhicheverServerGaveIt(int secondsBetween) {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.cut();
    pair.clock.advance(Duration.ofMinutes(40));
    long longer = grant(extend(pair.primary, 1)).lifetimes().validSeconds();
    assertThat(longer).isEqualTo(3 * 24 * HOUR); // the primary had an ack
    long end = lease(pair.primary, resource).expiresEpochSecond();
    pair.clock.advance(Duration.ofSeconds(secondsBetween));
    assertThat(grant(extend(pair.secondary, 1)).lifetimes().validSeconds()).isEqualTo(HOUR);
    pair.heal();
    pair.exchange();
    assertThat(lease(pair.primary, resource).expiresEpochSecond()).isEqualTo(end);
    assertThat(lease(pair.secondary, resource).expiresEpochSecond()).isEqualTo(end);
  }

  @Test
  void onlyWhatThePartnerSaysThatItHasIsAcked() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.primary.take();
    long now = pair.clock.instant().getEpochSecond();
    pair.primary.answered(resource, true, now + 50);
    assertThat(lease(pair.primary, resource).ackedPartnerLifetimeEpochSecond()).isEqualTo(now + 50);
    assertThat(lease(pair.primary, resource).owed()).isFalse();
    assertThat(grant(extend(pair.primary, 1)).lifetimes().validSeconds()).isEqualTo(50 + HOUR);

    long told = lease(pair.primary, resource).partnerLifetimeEpochSecond();
    pair.primary.take();
    pair.primary.answered(resource, true, told + 1000);
    assertThat(lease(pair.primary, resource).ackedPartnerLifetimeEpochSecond()).isEqualTo(told);
  }

  @Test
  void declinedAddressComesBackWhenItsTimeIsOverOnBothServers() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    pair.primary.pool.decide(new IaRequest.Decline(client(1), List.of(resource)));
    long since = lease(pair.primary, resource).sinceEpochSecond();
    pair.exchange();
    assertThat(lease(pair.secondary, resource).expiresEpochSecond()).isEqualTo(since + 500);
    pair.clock.advance(Duration.ofSeconds(501));
    pair.primary.pool.expire();
    assertThat(lease(pair.primary, resource).status()).isEqualTo(BindingStatus.RESET);
    assertThat(lease(pair.primary, resource).sinceEpochSecond())
        .isBetween(since + 500, since + 501);
    pair.exchange();
    assertThat(pair.primary.pool.lease(resource)).isNull();
    assertThat(pair.secondary.pool.lease(resource)).isNull();
  }

  @Test
  void onlyTheLeasesThatTheClientNamesAreExtended() {
    Ipv6Prefix first = grant(assign(pair.primary, 1)).resource();
    pair.cut();
    Ipv6Prefix second = grant(assign(pair.secondary, 1)).resource();
    pair.heal();
    pair.exchange();
    pair.clock.advance(Duration.ofMinutes(30));
    assertThat(first).isNotEqualTo(second);
    long end = lease(pair.primary, second).expiresEpochSecond();

    assertThat(extendNaming(first)).containsExactly(first);
    assertThat(lease(pair.primary, second).expiresEpochSecond()).isEqualTo(end);
    assertThat(extendNaming()).containsExactlyInAnyOrder(first, second);
    assertThat(extendNaming(Ipv6Prefix.parse("2001:db8::99/128")))
        .containsExactlyInAnyOrder(first, second);
  }

  private List<Ipv6Prefix> extendNaming(Ipv6Prefix... named) {
    IaResult result =
        pair.primary.pool.decide(
            new IaRequest.Extend(
                client(1),
                new IaRequest.Wishes(List.of(named), List.of(), THREE_DAYS),
                ClientContext.NONE));
    assertThat(result).isInstanceOf(IaResult.Granted.class);
    return ((IaResult.Granted) result).grants().stream().map(IaResult.Grant::resource).toList();
  }

  /**
   * Whatever the partner heard since the DECLINE is newer than that the address is usable again.
   */
  @Test
  void endOfAnAbandonedAddressesTimeIsDatedAtItsDeclineWhileOutOfTouch() {
    for (boolean inTouch : new boolean[] {true, false}) {
      PoolPair pair = new PoolPair(SharedPoolTest.TEN, false, SharedPoolTest.THREE_DAYS);
      Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
      pair.exchange();
      pair.clock.advanceSeconds(100);
      pair.primary.pool.decide(new IaRequest.Decline(client(1), List.of(resource)));
      long declined = lease(pair.primary, resource).sinceEpochSecond();
      assertThat(declined).isEqualTo(pair.clock.instant().getEpochSecond());
      pair.exchange();
      if (!inTouch) {
        pair.cut();
      }
      pair.clock.advanceSeconds(3600); // far more than it is held back
      pair.primary.pool.expire();
      Lease reset = lease(pair.primary, resource);
      assertThat(reset.status()).isEqualTo(BindingStatus.RESET);
      assertThat(reset.sinceEpochSecond())
          .isEqualTo(inTouch ? declined + 3600 : declined + 1); // later than the state before it
    }
  }

  /**
   * Found by seed 216860: it had said FREE, lost its storage, and was told anew before that was
   * stored.
   */
  @Test
  void whatThePartnerWasToldOfAResourceThatIsNobodysMeanwhileIsTakenBack() {
    PoolPair prefixes = new PoolPair(SharedPoolTest.EIGHT_PREFIXES, true, THREE_DAYS);
    prefixes.primary.handOver();
    prefixes.exchange();
    Lease backup = prefixes.secondary.pool.book().page(null, 1).leases().getFirst();
    Lease free =
        LeaseTransitions.available(
            backup, backup.resource(), BindingStatus.FREE, prefixes.clock.instant());
    prefixes.secondary.pool.book().outbox().sweep(1, true);
    assertThat(prefixes.secondary.take()).contains(backup);

    assertThat(prefixes.secondary.receive(free, THREE_DAYS)).isInstanceOf(Judgement.Accepted.class);
    prefixes.secondary.answered(backup.resource(), true);

    prefixes.exchange();
    assertThat(PoolPair.database(prefixes.primary))
        .isEqualTo(PoolPair.database(prefixes.secondary))
        .doesNotContainKey(backup.resource().toString());
  }

  /** The like of a lease: the partner, blank, has it still and says so. */
  @Test
  void whatThePartnerWasToldOfALeaseThatEndedMeanwhileIsSettled() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    SharedPoolTest.release(pair.primary, 1, resource);
    Lease released = pair.primary.take().getFirst();
    pair.secondary.pool.book().outbox().sweep(1, true);
    Lease active = pair.secondary.take().getFirst();
    pair.primary.answered(resource, true); // it has forgotten the lease, as a blank one has

    assertThat(pair.primary.receive(active, THREE_DAYS)).isInstanceOf(Judgement.Accepted.class);
    assertThat(pair.secondary.receive(released, THREE_DAYS)).isInstanceOf(Judgement.Accepted.class);
    pair.secondary.answered(resource, true);

    pair.exchange();
    assertThat(PoolPair.database(pair.secondary)).isEqualTo(PoolPair.database(pair.primary));
  }
}
