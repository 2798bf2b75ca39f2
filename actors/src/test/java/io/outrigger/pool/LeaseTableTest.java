package io.outrigger.pool;

import static io.outrigger.pool.Leases.address;
import static io.outrigger.pool.Leases.duid;
import static io.outrigger.pool.Leases.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeaseTableTest {
  private static LeaseTable table() {
    return new LeaseTable(
        lease ->
            lease.status() == BindingStatus.ACTIVE ? lease.expiresEpochSecond() : Lease.INFINITE,
        new Random(1));
  }

  @Test
  void emptyTableAnswersWithNothing() {
    LeaseTable table = table();
    assertThat(table.get(address(1))).isNull();
    assertThat(table.sequenceNrOf(address(1))).isZero();
    assertThat(table.remove(address(1))).isNull();
    assertThat(table.leasesOf(duid(1), 1)).isEmpty();
    assertThat(table.earliestDue()).isEqualTo(Lease.INFINITE);
    assertThat(table.due(Long.MAX_VALUE - 1, 10)).isEmpty();
    assertThat(table.page(null, 10)).isEmpty();
    assertThat(table.size()).isZero();
  }

  @Test
  void putReplacesTheEarlierLeaseOfTheResource() {
    LeaseTable table = table();
    Lease first = lease(address(1), BindingStatus.ACTIVE, duid(1), 1, 100);
    Lease second = lease(address(1), BindingStatus.EXPIRED, duid(1), 1, 100);
    Lease third = lease(address(1), BindingStatus.ACTIVE, duid(2), 9, 300);

    assertThat(table.put(first, 11)).isNull();
    assertThat(table.put(second, 12)).isSameAs(first);
    assertThat(table.earliestDue()).isEqualTo(Lease.INFINITE);
    assertThat(table.put(third, 13)).isSameAs(second);
    assertThat(table.size()).isOne();
    assertThat(table.sequenceNrOf(address(1))).isEqualTo(13);
    assertThat(table.count(BindingStatus.EXPIRED)).isZero();
    assertThat(table.count(BindingStatus.ACTIVE)).isOne();
    assertThat(table.leasesOf(duid(1), 1)).isEmpty();
    assertThat(table.leasesOf(duid(2), 9)).containsExactly(third);
    assertThat(table.leasesOf(duid(2), 8)).isEmpty();
    assertThat(table.due(300, 10)).containsExactly(third);
    assertThat(table.due(299, 10)).isEmpty();
    assertThat(table.remove(address(1))).isSameAs(third);
    assertThat(table.size()).isZero();
  }

  @Test
  void leasesOfAClientComeActiveOnesFirstThenItsOwn() {
    LeaseTable table = table();
    BindingStatus[] statuses = {
      BindingStatus.ABANDONED,
      BindingStatus.RELEASED,
      BindingStatus.ACTIVE,
      BindingStatus.FREE,
      BindingStatus.EXPIRED,
      BindingStatus.ACTIVE,
      BindingStatus.RESET,
      BindingStatus.RELEASED
    };
    for (int i = 0; i < statuses.length; i++) {
      table.put(lease(address(i), statuses[i], duid(1), 1, 100), i + 1L);
    }
    table.put(lease(address(100), BindingStatus.FREE, null, 1, 0), 100);

    assertThat(ranks(table.leasesOf(duid(1), 1))).containsExactly(0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(ranks(table.heldBy(duid(1), 1, 10))).containsExactly(0, 0, 1, 1, 1);
    assertThat(ranks(table.heldBy(duid(1), 1, 1))).containsExactly(0);
    table.put(lease(address(2), BindingStatus.ABANDONED, duid(1), 1, 100), 101);
    table.put(lease(address(5), BindingStatus.RELEASED, duid(1), 1, 100), 102);
    assertThat(ranks(table.leasesOf(duid(1), 1))).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
  }

  private static List<Integer> ranks(List<Lease> leases) {
    return leases.stream().map(lease -> ClientLinks.rank(lease.status())).toList();
  }

  @Test
  void clientWithVeryManyAbandonedLeasesDoesNotSlowItsNextOne() {
    LeaseTable table = table();
    int many = 200_000; // quadratic work would take minutes
    for (int i = 0; i < many; i++) {
      table.put(lease(address(i), BindingStatus.ACTIVE, duid(1), 1, 100), 2L * i);
      table.put(lease(address(i), BindingStatus.ABANDONED, duid(1), 1, 100), 2L * i + 1);
      assertThat(table.heldBy(duid(1), 1, 10)).isEmpty();
    }
    assertThat(table.leasesOf(duid(1), 1)).hasSize(many);
    for (int i = 0; i < many; i++) {
      table.remove(address(i));
    }
    assertThat(table.leasesOf(duid(1), 1)).isEmpty();
  }

  @Test
  void duidsWithEqualHashCodesAreToldApart() {
    // Duid.hashCode is Arrays.hashCode: 31 a + b is the same for (0, 31) and (1, 0).
    LeaseTable table = table();
    int many = 1 << 12;
    for (int i = 0; i < many; i++) {
      table.put(lease(address(i), BindingStatus.ACTIVE, colliding(i), 1, 100), i + 1L);
    }
    assertThat(colliding(5).hashCode()).isEqualTo(colliding(many - 1).hashCode());
    for (int i = 0; i < many; i++) {
      assertThat(table.leasesOf(colliding(i), 1))
          .extracting(Lease::resource)
          .containsExactly(address(i));
    }
  }

  private static Duid colliding(int number) {
    byte[] octets = new byte[24];
    for (int bit = 0; bit < 12; bit++) {
      boolean set = (number >>> bit & 1) != 0;
      octets[2 * bit] = (byte) (set ? 1 : 0);
      octets[2 * bit + 1] = (byte) (set ? 0 : 31);
    }
    return Duid.of(octets);
  }

  @Test
  void prefixesOfAllLengthsLiveSideBySide() {
    LeaseTable table = table();
    List<Ipv6Prefix> resources = new ArrayList<>();
    for (int length = 128; length >= 0; length--) {
      resources.add(0, Ipv6Prefix.parse("::/" + length));
      table.put(lease(resources.get(0), BindingStatus.ACTIVE, duid(length), 1, 100), length + 1L);
    }
    assertThat(table.page(null, 1000))
        .extracting(Lease::resource)
        .containsExactlyElementsOf(resources);
    assertThat(table.sequenceNrOf(Ipv6Prefix.parse("::/56"))).isEqualTo(57);
  }

  @Test
  void agreesWithAModelUnderRandomChanges() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      LeaseTable table = table();
      TreeMap<Ipv6Prefix, Lease> model = new TreeMap<>();
      TreeMap<Ipv6Prefix, Long> numbers = new TreeMap<>();
      int resources = 3_000;
      int clients = 200; // several leases for each
      for (int round = 1; round <= 60_000; round++) {
        Ipv6Prefix resource = address(random.nextInt(resources) * 7L);
        // Grows first, then shrinks, and so on.
        if (random.nextInt(10) < ((round / 15_000 & 1) == 0 ? 2 : 8)) {
          assertThat(table.remove(resource)).isSameAs(model.remove(resource));
          numbers.remove(resource);
        } else {
          Lease lease = randomLease(random, resource, clients);
          assertThat(table.put(lease, round)).isSameAs(model.put(resource, lease));
          numbers.put(resource, (long) round);
        }
        if (round % 2_500 == 0) {
          assertSame("seed " + seed + " round " + round, table, model, numbers, random, clients);
        }
      }
    }
  }

  private static Lease randomLease(Random random, Ipv6Prefix resource, int clients) {
    BindingStatus[] statuses = BindingStatus.values();
    BindingStatus status =
        random.nextBoolean() ? BindingStatus.ACTIVE : statuses[random.nextInt(statuses.length)];
    Duid client = random.nextInt(10) == 0 ? null : duid(random.nextInt(clients));
    long expires = random.nextInt(20) == 0 ? Lease.INFINITE : random.nextInt(1_000);
    return lease(resource, status, client, random.nextInt(2), expires);
  }

  private static void assertSame(
      String what,
      LeaseTable table,
      NavigableMap<Ipv6Prefix, Lease> model,
      NavigableMap<Ipv6Prefix, Long> numbers,
      Random random,
      int clients) {
    assertThat(table.size()).as(what).isEqualTo(model.size());
    numbers.forEach(
        (resource, number) -> {
          assertThat(table.get(resource)).as(what).isSameAs(model.get(resource));
          assertThat(table.sequenceNrOf(resource)).as(what).isEqualTo(number);
        });
    for (BindingStatus status : BindingStatus.values()) {
      assertThat(table.count(status))
          .as(what)
          .isEqualTo((int) model.values().stream().filter(l -> l.status() == status).count());
    }
    Map<String, List<Lease>> byClient =
        model.values().stream()
            .filter(lease -> lease.client() != null)
            .collect(Collectors.groupingBy(lease -> lease.client() + "/" + lease.iaid()));
    for (int client = 0; client < clients; client++) {
      for (int iaid = 0; iaid < 2; iaid++) {
        List<Lease> found = table.leasesOf(duid(client), iaid);
        assertThat(found)
            .as(what)
            .containsExactlyInAnyOrderElementsOf(
                byClient.getOrDefault(duid(client) + "/" + iaid, List.of()));
        assertThat(ranks(found)).as(what).isSorted();
      }
    }
    long now = random.nextInt(1_000);
    List<Lease> due = table.due(now, Integer.MAX_VALUE);
    assertThat(due).as(what).doesNotHaveDuplicates();
    assertThat(Set.copyOf(due))
        .as(what)
        .isEqualTo(
            model.values().stream()
                .filter(l -> l.status() == BindingStatus.ACTIVE && l.expiresEpochSecond() <= now)
                .collect(Collectors.toSet()));
    assertThat(pages(table, 1 + random.nextInt(300)))
        .as(what)
        .containsExactlyElementsOf(model.values());
    List<Lease> all = new ArrayList<>();
    table.forEach(all::add);
    assertThat(all).as(what).hasSize(model.size());
    assertThat(Set.copyOf(all)).as(what).isEqualTo(Set.copyOf(model.values()));
  }

  private static List<Lease> pages(LeaseTable table, int limit) {
    List<Lease> all = new ArrayList<>();
    Ipv6Prefix after = null;
    while (true) {
      List<Lease> page = table.page(after, limit);
      if (page.isEmpty()) {
        return all;
      }
      all.addAll(page);
      after = page.getLast().resource();
    }
  }

  @Test
  void pagesAreCompleteAndWithoutDuplicatesWhileTheTableChanges() {
    long seed = 647;
    Random random = new Random(seed);
    LeaseTable table = table();
    // Even numbers stay all the while; odd ones come and go.
    int count = 20_000;
    for (int i = 0; i < count; i += 2) {
      table.put(lease(address(i), BindingStatus.ACTIVE, duid(i), 1, 100), i + 1L);
    }
    Set<Ipv6Prefix> seen = new HashSet<>();
    Ipv6Prefix after = null;
    for (List<Lease> page = table.page(null, 100); !page.isEmpty(); page = table.page(after, 100)) {
      for (Lease lease : page) {
        assertThat(seen.add(lease.resource())).as("seed %d: %s", seed, lease.resource()).isTrue();
        assertThat(after == null || after.compareTo(lease.resource()) < 0).isTrue();
        after = lease.resource();
      }
      for (int change = 0; change < 300; change++) {
        Ipv6Prefix odd = address(random.nextInt(count / 2) * 2L + 1);
        if (table.remove(odd) == null) {
          table.put(lease(odd, BindingStatus.ACTIVE, duid(change), 2, 100), 1);
        }
      }
      Ipv6Prefix cursor = page.getLast().resource();
      table.remove(cursor.low() % 2 == 1 ? cursor : address(1)); // the cursor itself may go
    }
    for (int i = 0; i < count; i += 2) {
      assertThat(seen.contains(address(i))).as("address %d", i).isTrue();
    }
  }

  @Test
  void largeTableIsLeftEmptyByRemoval() {
    LeaseTable table = table();
    int count = 300_000;
    for (int i = 0; i < count; i++) {
      table.put(lease(address(i * 31L), BindingStatus.ACTIVE, duid(i), 1, i), i + 1L);
    }
    assertThat(table.earliestDue()).isZero();
    assertThat(table.page(address(31L * 1_000), 3))
        .extracting(Lease::resource)
        .containsExactly(address(31L * 1_001), address(31L * 1_002), address(31L * 1_003));
    for (int i = 0; i < count; i++) {
      assertThat(table.remove(address(i * 31L))).isNotNull();
    }
    assertThat(table.size()).isZero();
    assertThat(table.page(null, 10)).isEmpty();
    assertThat(table.earliestDue()).isEqualTo(Lease.INFINITE);
    table.put(lease(address(5), BindingStatus.ACTIVE, duid(5), 1, 5), 1);
    assertThat(table.page(null, 10)).hasSize(1);
  }
}
