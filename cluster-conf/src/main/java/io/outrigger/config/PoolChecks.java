package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Prefix;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of each pool: its place on the link, its relationship, its lifetimes. */
final class PoolChecks {
  private static final long MIN_SHARED_SECONDS = 30;
  private static final long MANY = 1L << 20;

  private final Map<String, FailoverReader.Read> relationships;
  private final Section failover;
  private final PrefixIndex<LinkReader.Read> onLink = new PrefixIndex<>();
  private final Set<String> used = new HashSet<>();

  private PoolChecks(List<FailoverReader.Read> relationships, Section failover) {
    this.relationships =
        relationships.stream()
            .collect(Collectors.toMap(read -> read.config().name(), read -> read, (a, b) -> a));
    this.failover = failover;
  }

  static void check(
      List<LinkReader.Read> links, List<FailoverReader.Read> relationships, Section failover) {
    PoolChecks checks = new PoolChecks(relationships, failover);
    for (LinkReader.Read link : links) {
      for (Ipv6Prefix prefix : link.config().prefixes()) {
        var unused = checks.onLink.putIfAbsent(prefix, link);
      }
    }
    for (LinkReader.Read link : links) {
      link.pools().forEach(pool -> checks.check(link, pool));
    }
    if (links.stream().noneMatch(link -> link.section().isBad("pools"))) {
      checks.reportUnused();
    }
  }

  private void check(LinkReader.Read link, PoolReader.Read pool) {
    switch (pool.config()) {
      case AddressPoolConfig addresses -> checkOnLink(link, pool.section(), addresses);
      case PrefixPoolConfig prefixes -> checkOffLink(pool.section(), prefixes);
    }
    if (pool.config().relationship().isPresent()) {
      checkShared(link, pool, pool.config().relationship().get());
    }
  }

  private static void checkOnLink(LinkReader.Read link, Section section, AddressPoolConfig pool) {
    boolean inside =
        link.config().prefixes().stream()
            .anyMatch(prefix -> prefix.contains(pool.first()) && prefix.contains(pool.last()));
    if (!inside && !link.section().isBad("prefixes")) {
      section.error(
          "range",
          Texts.range(pool.first(), pool.last())
              + " lies in none of the link's prefixes: add its prefix to them, or correct the range");
    }
  }

  /** With prefix exclude the link to the requesting router has its prefix out of the pool. */
  private void checkOffLink(Section section, PrefixPoolConfig pool) {
    Optional<Ipv6Prefix> overlapping = onLink.overlapping(pool.prefix());
    if (overlapping.isPresent() && pool.excluded().isEmpty()) {
      section.error(
          "prefix",
          "overlaps "
              + Texts.of(overlapping.get())
              + ", which is on-link at link "
              + onLink.at(overlapping.get()).map(link -> link.config().name()).orElse("")
              + ": what is delegated cannot be on-link too");
    }
    if (pool.prefix().address().isMulticast() || pool.prefix().address().isLinkLocal()) {
      section.error("prefix", Texts.of(pool.prefix()) + " cannot be delegated");
    }
  }

  private void checkShared(LinkReader.Read link, PoolReader.Read pool, String name) {
    Section section = pool.section();
    FailoverReader.Read relationship = relationships.get(name);
    if (relationship == null) {
      if (!failover.isBad("relationships")) {
        section.error(
            "relationship",
            "there is no relationship "
                + name
                + Suggestion.of(name, relationships.keySet())
                + ": write it under failover.relationships, or remove this");
      }
      return;
    }
    used.add(name);
    checkLifetimes(link, pool, name);
    if (pool.config().allocation() == Allocation.PROPORTIONAL && pool.config().capacity() > MANY) {
      section.warning(
          section.isSet("allocation") ? "allocation" : "prefix",
          "a large proportional pool: its leases are handed over one by one; allocation ="
              + " independent needs no handing over");
    }
    if (pool.config().allocation() == Allocation.INDEPENDENT && pool.config().capacity() < 2) {
      section.warning("a single lease cannot be shared by parity: the other server has none");
    }
  }

  /** Shared leases are finite and last at least 30 s, as does the MCLT (RFC 8156 §1). */
  private static void checkLifetimes(LinkReader.Read link, PoolReader.Read pool, String name) {
    LifetimesConfig lifetimes = link.config().lifetimesOf(pool.config());
    Section owner =
        pool.config().lifetimes().isPresent() && setsValid(pool.section())
            ? pool.section()
            : link.section();
    if (owner.isBad("lifetimes")) {
      return;
    }
    Section section = owner.child("lifetimes");
    String who = "pool " + pool.config().name() + " is in relationship " + name;
    if (lifetimes.isInfinite()) {
      section.error("valid", who + ": its leases cannot be infinite; write a duration");
    } else if (lifetimes.validSeconds() < MIN_SHARED_SECONDS) {
      section.error("valid", who + ": its leases last at least 30s; raise this");
    }
  }

  private static boolean setsValid(Section pool) {
    return pool.child("lifetimes").isSet("valid");
  }

  private void reportUnused() {
    for (FailoverReader.Read relationship : relationships.values()) {
      if (!used.contains(relationship.config().name())) {
        relationship
            .section()
            .warning(
                "name",
                "no pool is in relationship "
                    + relationship.config().name()
                    + ": write relationship = "
                    + relationship.config().name()
                    + " in its pools");
      }
    }
  }
}
