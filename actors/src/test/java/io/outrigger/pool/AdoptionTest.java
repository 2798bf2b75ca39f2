package io.outrigger.pool;

import static io.outrigger.pool.SharedPoolTest.TEN;
import static io.outrigger.pool.SharedPoolTest.THREE_DAYS;
import static io.outrigger.pool.SharedPoolTest.assign;
import static io.outrigger.pool.SharedPoolTest.grant;
import static io.outrigger.pool.SharedPoolTest.lease;
import static io.outrigger.pool.SharedPoolTest.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Leases whose resources an operator has moved from one pool to another. */
class AdoptionTest {
  private final PoolPair pair = new PoolPair(TEN, false, THREE_DAYS);
  private final InstantPool alone =
      new InstantPool(new PoolSettings("q", TEN, Set.of(), 500), pair.clock);

  private void adopt(InstantPool pool, Lease lease, boolean samePartner) {
    LeaseChange change = Adoption.adopted(pool.book(), lease, samePartner);
    if (change != null) {
      pool.enter(change);
    }
  }

  @Test
  void adoptedResourceIsNotFree() {
    Lease moved = lease(pair.primary, grant(assign(pair.primary, 1)).resource());
    assertThat(alone.book().isFree(moved.resource(), 0)).isTrue();
    adopt(alone, moved, false);
    assertThat(alone.book().isFree(moved.resource(), 0)).isFalse();
    assertThat(alone.lease(moved.resource())).isEqualTo(moved.owing(false));
  }

  @Test
  void whatThePoolKnowsThatIsAsNewStays() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    Lease old = lease(pair.primary, resource);
    adopt(alone, old, false);
    pair.clock.advance(Duration.ofMinutes(5));
    release(pair.primary, 1, resource);
    Lease released = lease(pair.primary, resource);
    adopt(pair.secondary.pool, released, true);
    adopt(pair.secondary.pool, old, true);
    assertThat(lease(pair.secondary, resource)).isEqualTo(released);
  }

  @Test
  void whatAnotherPartnerAckedIsForgottenAndOwed() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    pair.exchange();
    Lease known = lease(pair.primary, resource);
    assertThat(known.owed()).isFalse();
    InstantPool other =
        new InstantPool(
            new PoolSettings("q", TEN, Set.of(), 500, Optional.of(pair.primary.sharing)),
            pair.clock);
    adopt(other, known, false);
    Lease adopted = other.lease(resource);
    assertThat(adopted).isNotNull();
    assertThat(adopted.owed()).isTrue();
    assertThat(adopted.ackedPartnerLifetimeEpochSecond()).isZero();
    assertThat(adopted.expirationTimeEpochSecond()).isZero();
    assertThat(adopted.partnerLifetimeEpochSecond()).isEqualTo(known.expiresEpochSecond());
  }

  @Test
  void poolIsConcernedByWhatOverlapsAFewOfItsResources() {
    PoolSettings addresses = new PoolSettings("q", TEN, Set.of(), 500);
    assertThat(Adoption.concerns(addresses, Ipv6Prefix.parse("2001:db8::12/128"))).isTrue();
    assertThat(Adoption.concerns(addresses, Ipv6Prefix.parse("2001:db8::1a/128"))).isFalse();
    assertThat(Adoption.concerns(addresses, Ipv6Prefix.parse("2001:db8::/64"))).isFalse();
    PoolSettings prefixes =
        new PoolSettings(
            "q", PoolSpace.ofPrefixes(Ipv6Prefix.parse("2001:db8:100::/48"), 60), Set.of(), 500);
    assertThat(Adoption.concerns(prefixes, Ipv6Prefix.parse("2001:db8:100:100::/56"))).isTrue();
    assertThat(Adoption.concerns(prefixes, Ipv6Prefix.parse("2001:db8:100:101::/64"))).isTrue();
  }

  @Test
  void leasesOutsideThePoolAreStrays() {
    Ipv6Prefix resource = grant(assign(pair.primary, 1)).resource();
    Lease held = lease(pair.primary, resource);
    InstantPool shrunk =
        new InstantPool(
            new PoolSettings(
                "p",
                PoolSpace.ofRange(
                    Ipv6Address.parse("2001:db8::100"), Ipv6Address.parse("2001:db8::1ff")),
                Set.of(),
                500),
            pair.clock);
    assertThat(shrunk.book().strays()).isEmpty();
    shrunk.enter(new LeaseChange.Put(held));
    assertThat(shrunk.book().strays()).isEqualTo(List.of(held));
  }
}
