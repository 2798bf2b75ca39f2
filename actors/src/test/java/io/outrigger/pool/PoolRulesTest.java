package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LeaseEvent;
import io.outrigger.lease.LeaseTransitions;
import io.outrigger.lease.LifetimePolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolRulesTest {
  private static final LifetimePolicy LIFETIMES = new LifetimePolicy(60, 100, 30, 48);
  private static final long ABANDONED_SECONDS = 500;
  private static final Ipv6Prefix RESERVED = Ipv6Prefix.parse("2001:db8::13");
  private static final Ipv6Prefix OUTSIDE = Ipv6Prefix.parse("2001:db8::ffff");

  private final MutableClock clock = new MutableClock();
  private final InstantPool pool =
      new InstantPool(
          new PoolSettings(
              "p",
              PoolSpace.ofRange(
                  Ipv6Address.parse("2001:db8::10"), Ipv6Address.parse("2001:db8::13")),
              Set.of(RESERVED, OUTSIDE),
              ABANDONED_SECONDS),
          clock);

  private static ClientIa client(int number) {
    return new ClientIa(Duid.of((byte) 0, (byte) 4, (byte) (number >> 8), (byte) number), 1);
  }

  private static IaRequest.Wishes wishes(Ipv6Prefix... hints) {
    return new IaRequest.Wishes(List.of(hints), List.of(), LIFETIMES);
  }

  private static IaRequest.Wishes reserved(Ipv6Prefix... resources) {
    return new IaRequest.Wishes(List.of(), List.of(resources), LIFETIMES);
  }

  private IaResult assign(int client, IaRequest.Wishes wishes) {
    return pool.decide(new IaRequest.Assign(client(client), wishes, ClientContext.NONE));
  }

  private Ipv6Prefix assigned(int client, Ipv6Prefix... hints) {
    return resource(assign(client, wishes(hints)));
  }

  private IaResult extend(int client) {
    return pool.decide(new IaRequest.Extend(client(client), wishes(), ClientContext.NONE));
  }

  private static Ipv6Prefix resource(IaResult result) {
    return ((IaResult.Granted) result).grants().getFirst().resource();
  }

  @Test
  void offerWritesNothingAndNamesWhatTheRequestGets() {
    IaResult offer = pool.decide(new IaRequest.Offer(client(1), wishes()));
    assertThat(pool.events()).isEmpty();
    assertThat(assigned(1)).isEqualTo(resource(offer));
  }

  @Test
  void offerLeavesOutWhatIsAsGoodAsTaken() {
    Set<Ipv6Prefix> offered = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      IaResult offer = pool.decide(new IaRequest.Offer(client(1), wishes(), Set.copyOf(offered)));
      assertThat(offered.add(resource(offer))).isTrue();
    }
    assertThat(pool.decide(new IaRequest.Offer(client(1), wishes(), offered)))
        .isEqualTo(IaResult.NONE_AVAILABLE);
    assertThat(pool.decide(new IaRequest.Offer(client(9), reserved(RESERVED), Set.of(RESERVED))))
        .extracting(PoolRulesTest::resource)
        .isNotEqualTo(RESERVED);
    assertThat(pool.book().stats().freeOwn()).isEqualTo(3);
  }

  @Test
  void freeHintIsHonoured() {
    Ipv6Prefix hint = Ipv6Prefix.parse("2001:db8::12");
    assertThat(assigned(1, hint)).isEqualTo(hint);
    assertThat(assigned(2, hint)).isNotEqualTo(hint);
  }

  @Test
  void hintsOutsideOrReservedAreIgnored() {
    Ipv6Prefix strange = Ipv6Prefix.parse("2001:db8:9::1");
    assertThat(assigned(1, strange, RESERVED, OUTSIDE)).isNotIn(strange, RESERVED, OUTSIDE);
  }

  @Test
  void knownClientKeepsItsLeaseWhateverItHints() {
    Ipv6Prefix first = assigned(1);
    for (int last = 0x10; last <= 0x12; last++) {
      assertThat(assigned(1, Ipv6Prefix.of(new Ipv6Address(0x20010db800000000L, last))))
          .isEqualTo(first);
    }
  }

  @Test
  void fullPoolHasNoneAvailableAndNobodyGetsWhatAnotherHolds() {
    Set<Ipv6Prefix> given = new HashSet<>();
    for (int i = 1; i <= 3; i++) {
      assertThat(given.add(assigned(i))).isTrue();
    }
    assertThat(assign(4, wishes())).isEqualTo(IaResult.NONE_AVAILABLE);
    assertThat(given).doesNotContain(RESERVED);
  }

  @Test
  void reservedResourceGoesToItsClientAlone() {
    assertThat(resource(assign(9, reserved(RESERVED)))).isEqualTo(RESERVED);
    assertThat(resource(assign(8, reserved(OUTSIDE)))).isEqualTo(OUTSIDE);
    // Another client with the same reservation (same relay port, say) falls back to the pool.
    assertThat(resource(assign(7, reserved(RESERVED)))).isNotEqualTo(RESERVED);
  }

  @Test
  void reservationWinsOverAnEarlierLease() {
    Ipv6Prefix dynamic = assigned(1);
    assertThat(resource(assign(1, reserved(RESERVED)))).isEqualTo(RESERVED).isNotEqualTo(dynamic);
  }

  @Test
  void releasedReservedResourceIsStillNobodyElses() {
    assign(9, reserved(RESERVED));
    pool.decide(new IaRequest.Release(client(9), List.of(RESERVED)));
    assertThat(pool.lease(RESERVED)).isNull();
    assertThat(assigned(1, RESERVED)).isNotEqualTo(RESERVED);
  }

  @Test
  void extensionPushesTheEndAndUnknownClientsHaveNoBinding() {
    Ipv6Prefix resource = assigned(1);
    clock.advanceSeconds(90);
    assertThat(resource(extend(1))).isEqualTo(resource);
    Lease lease = pool.lease(resource);
    assertThat(lease).isNotNull();
    assertThat(lease.expiresEpochSecond()).isEqualTo(clock.instant().getEpochSecond() + 100);
    assertThat(extend(2)).isEqualTo(IaResult.NO_BINDING);
  }

  @Test
  void whatTheClientHoldsAndMayNotKeepIsKnown() {
    assign(9, reserved(RESERVED));
    assertThat(extend(9)).isEqualTo(new IaResult.Barred(List.of(RESERVED), true));
    assertThat(assign(8, reserved(RESERVED))).isNotEqualTo(IaResult.NONE_AVAILABLE);
    assertThat(pool.lease(RESERVED)).isNotNull();
  }

  @Test
  void releaseFreesOnlyWhatTheClientHolds() {
    Ipv6Prefix mine = assigned(1);
    Ipv6Prefix others = assigned(2);
    assertThat(pool.decide(new IaRequest.Release(client(1), List.of(others, mine, mine))))
        .isEqualTo(new IaResult.Ended(List.of(mine)));
    assertThat(pool.lease(mine)).isNull();
    assertThat(pool.lease(others)).isNotNull();
    assertThat(pool.decide(new IaRequest.Release(client(1), List.of(mine))))
        .isEqualTo(IaResult.NO_BINDING);
  }

  @Test
  void declinedAddressIsGivenToNobodyUntilItsHoldEnds() {
    Ipv6Prefix bad = assigned(1);
    clock.advanceSeconds(1);
    assertThat(pool.decide(new IaRequest.Decline(client(1), List.of(bad))))
        .isEqualTo(new IaResult.Ended(List.of(bad)));
    Lease lease = pool.lease(bad);
    assertThat(lease).isNotNull();
    assertThat(lease.status()).isEqualTo(BindingStatus.ABANDONED);
    assertThat(assigned(1, bad)).isNotEqualTo(bad);
    assertThat(assigned(2, bad)).isNotEqualTo(bad);
    assertThat(assign(3, wishes(bad))).isEqualTo(IaResult.NONE_AVAILABLE);
    clock.advanceSeconds(ABANDONED_SECONDS - 1);
    pool.expire();
    assertThat(pool.lease(bad)).isNotNull();
    clock.advanceSeconds(1);
    pool.expire();
    assertThat(pool.lease(bad)).isNull();
  }

  @Test
  void expiredLeaseIsFreeAfterTheGraceAndNotBefore() {
    Ipv6Prefix resource = assigned(1);
    clock.advanceSeconds(101);
    pool.expire();
    assertThat(pool.lease(resource)).isNotNull();
    clock.advanceSeconds(1);
    pool.expire();
    assertThat(pool.lease(resource)).isNull();
    assertThat(pool.book().isFree(resource, 0)).isTrue();
  }

  /** The operator changed what the pool delegates while leases of the former length live on. */
  @Test
  void leaseOfAnotherLengthKeepsAllThatItOverlapsFromOthers() {
    PoolSpace sixties = PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8:100::/55"), 60);
    InstantPool delegations =
        new InstantPool(
            new PoolSettings("pd", sixties, Set.of(Ipv6Prefix.parse("2001:db8:100:1f0::/64")), 500),
            clock);
    Ipv6Prefix former = Ipv6Prefix.parse("2001:db8:100::/56");
    delegations.enter(
        new LeaseChange.Put(
            LeaseTransitions.granted(
                null,
                former,
                client(1),
                ClientContext.NONE,
                LIFETIMES.boundedBy(LifetimePolicy.INFINITE),
                clock.instant())));
    Set<Ipv6Prefix> given = new HashSet<>();
    for (int i = 2; i < 40; i++) {
      IaResult result =
          delegations.decide(new IaRequest.Assign(client(i), wishes(), ClientContext.NONE));
      if (result instanceof IaResult.Granted) {
        given.add(resource(result));
      }
    }
    // 32 in all: 16 in the former lease, one with a reservation inside.
    assertThat(given).hasSize(15);
    assertThat(given).noneMatch(former::contains);
    clock.advanceSeconds(102);
    delegations.expire();
    assertThat(delegations.book().stats().freeOwn()).isEqualTo(31);
  }

  @Test
  void replayOfTheEventsGivesTheSameBook() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      int who = random.nextInt(6);
      switch (random.nextInt(5)) {
        case 0 -> assign(who, wishes());
        case 1 -> extend(who);
        case 2 ->
            pool.book()
                .leasesOf(client(who))
                .forEach(
                    l -> pool.decide(new IaRequest.Release(client(who), List.of(l.resource()))));
        case 3 ->
            pool.book()
                .leasesOf(client(who))
                .forEach(
                    l -> pool.decide(new IaRequest.Decline(client(who), List.of(l.resource()))));
        default -> {
          clock.advanceSeconds(random.nextInt(60));
          pool.expire();
        }
      }
    }
    // As the journal has them: without those that a later event superseded.
    Set<Long> superseded = new HashSet<>();
    for (LeaseEvent event : pool.events()) {
      for (long number : event.supersededSequenceNrs()) {
        superseded.add(number);
      }
    }
    InstantPool replayed =
        new InstantPool(
            new PoolSettings(
                "p",
                PoolSpace.ofRange(
                    Ipv6Address.parse("2001:db8::10"), Ipv6Address.parse("2001:db8::13")),
                Set.of(RESERVED, OUTSIDE),
                ABANDONED_SECONDS),
            clock);
    List<LeaseEvent> kept =
        pool.events().stream().filter(e -> !superseded.contains(e.sequenceNr())).toList();
    kept.forEach(replayed.book()::apply);
    assertThat(replayed.book().page(null, 100)).isEqualTo(pool.book().page(null, 100));
    assertThat(replayed.book().stats()).isEqualTo(pool.book().stats());
    assertThat(kept).hasSizeLessThanOrEqualTo(4 + 1);
  }
}
