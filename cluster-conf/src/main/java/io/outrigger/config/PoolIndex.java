package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All pools of all links by what they cover; overlaps are reported when it is made. */
final class PoolIndex {

  /** A pool with its link. */
  record Entry(PoolReader.Read pool, LinkReader.Read link) {
    PoolConfig config() {
      return pool.config();
    }
  }

  private final TreeMap<Ipv6Address, Entry> byFirst = new TreeMap<>();

  private PoolIndex() {}

  static PoolIndex of(List<LinkReader.Read> links) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Section> names = new HashMap<>();
    for (LinkReader.Read link : links) {
      for (PoolReader.Read pool : link.pools()) {
        entries.add(new Entry(pool, link));
      }
      for (Section pool : link.poolSections()) {
        PoolReader.name(pool).ifPresent(name -> Uniqueness.check(names, name, pool, "pool"));
      }
    }
    entries.sort(Comparator.comparing(entry -> entry.config().first()));
    PoolIndex index = new PoolIndex();
    entries.forEach(index::add);
    return index;
  }

  /** A pool with an address from {@code first} to {@code last}. */
  Optional<Entry> overlapping(Ipv6Address first, Ipv6Address last) {
    Map.Entry<Ipv6Address, Entry> entry = byFirst.floorEntry(last);
    return entry != null && entry.getValue().config().last().compareTo(first) >= 0
        ? Optional.of(entry.getValue())
        : Optional.empty();
  }

  /** Pools come in order of their first address: one that overlaps does so with the last kept. */
  private void add(Entry entry) {
    Optional<Entry> other = overlapping(entry.config().first(), entry.config().last());
    if (other.isEmpty()) {
      byFirst.put(entry.config().first(), entry);
      return;
    }
    report(entry, other.get());
    if (other.get().config().last().compareTo(entry.config().last()) < 0) {
      byFirst.put(other.get().config().first(), entry); // reaches further: meets the next ones
    }
  }

  private static void report(Entry a, Entry b) {
    Section sectionA = a.pool.section();
    Section sectionB = b.pool.section();
    boolean later =
        sectionA.place().file().equals(sectionB.place().file())
            && sectionA.place().line() < sectionB.place().line();
    Section at = later ? sectionB : sectionA;
    Entry other = later ? a : b;
    String key = (later ? b : a).config() instanceof PrefixPoolConfig ? "prefix" : "range";
    at.error(
        key,
        "overlaps pool "
            + other.config().name()
            + " ("
            + Texts.range(other.config().first(), other.config().last())
            + ", "
            + Uniqueness.where(other.pool.section().place(), at.place())
            + "): no resource may lie in two pools");
  }
}
