package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.Half;
import io.outrigger.pool.PoolSettings;
import io.outrigger.pool.PoolSpace;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.Sharing;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoolRoomTest {
  private static final Ipv6Prefix SPACE = Ipv6Prefix.parse("2001:db8:8000::/48");
  private static final long CAPACITY = 256;

  private static PoolRoom room(Optional<Sharing> sharing) {
    return new PoolRoom(
        new PoolSettings("homes", PoolSpace.ofPrefixes(SPACE, 56), Set.of(), 60, sharing));
  }

  private static Optional<Sharing> sharing(Half own, boolean proportional) {
    return Optional.of(new Sharing(own, proportional, 50, new LifetimePolicy(600, 1000, 300, 480)));
  }

  private static Optional<String> news(PoolRoom room, long free) {
    return room.news(new PoolStats(CAPACITY, CAPACITY - free, 0, free, 9, PoolStats.Backlog.NONE))
        .map(Object::toString);
  }

  @Test
  void exhaustionIsToldOnceAndSoIsItsEnd() {
    PoolRoom room = room(Optional.empty());

    assertThat(news(room, 1)).isEmpty();
    assertThat(news(room, 0)).contains("OR4005 pool=homes active=256 abandoned=0");
    assertThat(news(room, 0)).isEmpty();
    assertThat(news(room, 12)).contains("OR4006 pool=homes freeOwn=12");
    assertThat(news(room, 13)).isEmpty();
    assertThat(news(room, 0)).isPresent();
  }

  @Test
  void atTheBrinkNothingIsToldOfEveryLeaseThatEnds() {
    PoolRoom room = room(Optional.empty());
    assertThat(news(room, 0)).isPresent();

    for (int i = 0; i < 100; i++) {
      assertThat(news(room, 11)).isEmpty();
      assertThat(news(room, 0)).isEmpty();
    }
  }

  @Test
  void aSecondaryThatWasGivenNothingYetIsNotExhausted() {
    PoolRoom secondary = room(sharing(Half.SECONDARY, true));
    assertThat(news(secondary, 0)).isEmpty();
    assertThat(news(secondary, 5)).isEmpty();
    assertThat(news(secondary, 0))
        .contains("OR4005 pool=homes active=256 abandoned=0 freePartner=9");

    assertThat(news(room(sharing(Half.SECONDARY, false)), 0)).isPresent();
    assertThat(news(room(sharing(Half.PRIMARY, true)), 0)).isPresent();
  }

  @Test
  void whatIsWhollyReservedIsNeverExhausted() {
    Ipv6Prefix only = Ipv6Prefix.parse("2001:db8:8000::/56");
    PoolRoom reserved =
        new PoolRoom(new PoolSettings("r", PoolSpace.ofPrefixes(only, 56), Set.of(only), 60));

    assertThat(news(reserved, 0)).isEmpty();
  }
}
