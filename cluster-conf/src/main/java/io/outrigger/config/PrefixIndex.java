package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prefixes, nested or not, each with a value: found by what they contain or lie in. */
final class PrefixIndex<T> {
  private final Map<Ipv6Prefix, T> byPrefix = new HashMap<>();
  private final TreeMap<Ipv6Address, Ipv6Prefix> byFirst = new TreeMap<>();
  private final boolean[] lengths = new boolean[Ipv6Address.BITS + 1];

  /** Keeps the value that {@code prefix} had already, and gives it back. */
  Optional<T> putIfAbsent(Ipv6Prefix prefix, T value) {
    T before = byPrefix.putIfAbsent(prefix, value);
    if (before == null) {
      byFirst.putIfAbsent(prefix.address(), prefix);
      lengths[prefix.length()] = true;
    }
    return Optional.ofNullable(before);
  }

  /** A prefix that has an address in common with {@code prefix}, one that contains it first. */
  Optional<Ipv6Prefix> overlapping(Ipv6Prefix prefix) {
    Optional<Ipv6Prefix> outer = containing(prefix);
    if (outer.isPresent()) {
      return outer;
    }
    Map.Entry<Ipv6Address, Ipv6Prefix> inner = byFirst.ceilingEntry(prefix.address());
    return inner != null && prefix.contains(inner.getValue())
        ? Optional.of(inner.getValue())
        : Optional.empty();
  }

  /** The value of {@code prefix} itself. */
  Optional<T> at(Ipv6Prefix prefix) {
    return Optional.ofNullable(byPrefix.get(prefix));
  }

  private Optional<Ipv6Prefix> containing(Ipv6Prefix inner) {
    for (int length = inner.length(); length >= 0; length--) {
      if (lengths[length]) {
        Ipv6Prefix outer = Ipv6Prefix.of(inner.address(), length);
        if (byPrefix.containsKey(outer)) {
          return Optional.of(outer);
        }
      }
    }
    return Optional.empty();
  }
}
