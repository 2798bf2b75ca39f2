package io.outrigger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two partners through random histories: what a client holds is never another's. */
class SharedPoolHistoryTest {
  @Test
  void randomHistoriesOfTwoHalvesNeverGiveOneResourceToTwo() {
    for (long seed = 1; seed <= 200; seed++) {
      history(new PoolPair(SharedPoolTest.TEN, false, SharedPoolTest.THREE_DAYS), seed);
      history(new PoolPair(SharedPoolTest.EIGHT_PREFIXES, true, SharedPoolTest.THREE_DAYS), seed);
    }
  }

  /** Clients lease, renew and release at either server, while the connection comes and goes. */
  private static void history(PoolPair world, long seed) {
    Random random = new Random(seed);
    Map<Ipv6Prefix, Integer> holders = new HashMap<>();
    Map<Ipv6Prefix, Long> ends = new HashMap<>();
    boolean connected = true;
    world.primary.handOver();
    for (int i = 0; i < 120; i++) {
      long now = world.clock.instant().getEpochSecond();
      PoolPair.Side side = random.nextBoolean() ? world.primary : world.secondary;
      int client = random.nextInt(12);
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> note(SharedPoolTest.assign(side, client), client, now, holders, ends, seed);
        case 3 -> note(SharedPoolTest.extend(side, client), client, now, holders, ends, seed);
        case 4 -> {
          for (Lease lease : side.pool.book().leasesOf(SharedPoolTest.client(client))) {
            if (lease.status() == BindingStatus.ACTIVE) {
              SharedPoolTest.release(side, client, lease.resource());
              holders.remove(lease.resource());
            }
          }
        }
        case 5 -> {
          if (connected) {
            world.cut();
          } else {
            world.heal();
          }
          connected = !connected;
        }
        default -> {
          world.clock.advance(Duration.ofSeconds(random.nextInt(4000)));
          world.primary.pool.expire();
          world.secondary.pool.expire();
        }
      }
      if (connected) {
        world.exchange();
      }
    }
    world.heal();
    world.exchange();
    // Figure 4, time(1): what a client let run out at one server stays ACTIVE at the other to the
    // end
    // that this one knows. Nothing else may differ.
    Map<String, String> here = new HashMap<>(PoolPair.database(world.primary));
    Map<String, String> there = new HashMap<>(PoolPair.database(world.secondary));
    here.values().removeIf(text -> text.startsWith("EXPIRED"));
    there.values().removeIf(text -> text.startsWith("EXPIRED"));
    there
        .keySet()
        .forEach(k -> here.computeIfPresent(k, (_k, v) -> v.equals(there.get(k)) ? null : v));
    there.keySet().removeAll(PoolPair.database(world.primary).keySet());
    assertThat(here.values()).as("seed %d", seed).allMatch(text -> text.startsWith("ACTIVE"));
    assertThat(there.values()).as("seed %d", seed).allMatch(text -> text.startsWith("ACTIVE"));
    world.clock.advance(Duration.ofDays(30));
    for (int i = 0; i < 3; i++) {
      world.primary.pool.expire();
      world.secondary.pool.expire();
      world.primary.pool.book().outbox().rescan();
      world.secondary.pool.book().outbox().rescan();
      world.exchange();
    }
    assertThat(PoolPair.database(world.primary))
        .as("seed %d", seed)
        .isEqualTo(PoolPair.database(world.secondary))
        .allSatisfy((_resource, text) -> assertThat(text).startsWith("FREE_BACKUP"));
  }

  private static void note(
      IaResult result,
      int client,
      long now,
      Map<Ipv6Prefix, Integer> holders,
      Map<Ipv6Prefix, Long> ends,
      long seed) {
    if (!(result instanceof IaResult.Granted granted)) {
      return;
    }
    for (IaResult.Grant each : granted.grants()) {
      Integer holder = holders.get(each.resource());
      assertThat(
              holder == null || holder == client || ends.getOrDefault(each.resource(), 0L) <= now)
          .as("seed %d: %s of client %s goes to client %d", seed, each.resource(), holder, client)
          .isTrue();
      holders.put(each.resource(), client);
      ends.put(each.resource(), now + each.lifetimes().validSeconds());
    }
  }
}
