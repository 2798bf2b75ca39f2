package io.outrigger.config;

import com.typesafe.config.ConfigValue;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code pools} of a link. */
final class PoolReader {
  private enum Kind {
    ADDRESS,
    PREFIX
  }

  /** What both kinds have. */
  private record Common(
      String name,
      Optional<String> relationship,
      Allocation allocation,
      int sharePercent,
      Optional<LifetimesConfig> lifetimes) {}

  private record Range(Ipv6Address first, Ipv6Address last) {}

  private PoolReader() {}

  /** A pool and where it stands. */
  record Read(PoolConfig config, Section section) {}

  /**
   * The pools of a link.
   *
   * @param sections of all of them, also of those that could not be read
   */
  record Pools(List<Read> read, List<Section> sections) {}

  static Pools read(Section link) {
    List<Read> pools = new ArrayList<>();
    List<Section> sections = link.children("pools", Reference.element("pool"), key -> false);
    for (Section pool : sections) {
      one(pool, link).ifPresent(config -> pools.add(new Read(config, pool)));
    }
    return new Pools(pools, sections);
  }

  /** The name of a pool; empty if it has none that can be read. */
  static Optional<String> name(Section pool) {
    return pool.isBad("name") ? Optional.empty() : pool.optional("name", Values::name);
  }

  private static Optional<? extends PoolConfig> one(Section pool, Section link) {
    Optional<Kind> kind =
        pool.required("kind", Values.oneOf(Kind.class), "write kind = address or kind = prefix");
    Allocation byKind =
        kind.equals(Optional.of(Kind.PREFIX)) ? Allocation.PROPORTIONAL : Allocation.INDEPENDENT;
    Common common =
        new Common(
            pool.required("name", Values::name, "a name that no other pool has, name = lab-na")
                .orElse(""),
            pool.optional("relationship", Values::name),
            pool.optional("allocation", Values.oneOf(Allocation.class)).orElse(byKind),
            pool.get("secondary-share", Values::percent),
            LifetimesReader.ofPool(pool, link));
    warnOfSharingKeys(pool, common);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind.get()) {
      case ADDRESS -> addresses(pool, common);
      case PREFIX -> prefixes(pool, common);
    };
  }

  private static void warnOfSharingKeys(Section pool, Common common) {
    if (common.relationship.isEmpty() && !pool.isBad("relationship")) {
      for (String key : List.of("allocation", "secondary-share")) {
        if (pool.isSet(key)) {
          pool.warning(key, "means nothing without relationship: remove it, or name one");
        }
      }
    } else if (pool.isSet("secondary-share") && common.allocation == Allocation.INDEPENDENT) {
      pool.warning("secondary-share", "only proportional pools heed this: remove it");
    }
  }

  private static Optional<AddressPoolConfig> addresses(Section pool, Common common) {
    refuse(pool, "address", "prefix", "delegated-length", "exclude");
    return pool.required(
            "range", PoolReader::range, "write range = \"first - last\", or a prefix for all of it")
        .map(
            range ->
                new AddressPoolConfig(
                    common.name,
                    common.relationship,
                    common.allocation,
                    common.sharePercent,
                    common.lifetimes,
                    range.first,
                    range.last));
  }

  private static Optional<PrefixPoolConfig> prefixes(Section pool, Common common) {
    refuse(pool, "prefix", "range");
    Optional<Ipv6Prefix> prefix =
        pool.required(
            "prefix", NetworkValues::prefix, "what is cut up, prefix = \"2001:db8:8000::/40\"");
    Optional<Integer> length =
        pool.required(
            "delegated-length",
            Values.smallInteger(1, Ipv6Address.BITS),
            "the length of the pieces, delegated-length = 56");
    if (prefix.isEmpty() || length.isEmpty()) {
      return Optional.empty();
    }
    if (length.get() < prefix.get().length()) {
      pool.error(
          "delegated-length",
          "/"
              + length.get()
              + " is larger than the pool "
              + Texts.of(prefix.get())
              + ": write "
              + prefix.get().length()
              + " or more");
      return Optional.empty();
    }
    return Optional.of(
        new PrefixPoolConfig(
            common.name,
            common.relationship,
            common.allocation,
            common.sharePercent,
            common.lifetimes,
            prefix.get(),
            length.get(),
            pool.optional("exclude", value -> excluded(value, prefix.get(), length.get()))));
  }

  private static void refuse(Section pool, String kind, String... keys) {
    for (String key : keys) {
      if (pool.isSet(key)) {
        pool.error(key, "a pool of kind " + kind + " has no " + key + ": remove it");
      }
    }
  }

  private static Range range(ConfigValue value) {
    String text = Values.text(value);
    int dash = text.indexOf('-');
    if (dash < 0) {
      Ipv6Prefix prefix = NetworkValues.prefix(text.strip());
      return new Range(prefix.address(), prefix.last());
    }
    try {
      Ipv6Address first = Ipv6Address.parse(text.substring(0, dash).strip());
      Ipv6Address last = Ipv6Address.parse(text.substring(dash + 1).strip());
      if (first.compareTo(last) <= 0) {
        return new Range(first, last);
      }
    } catch (IllegalArgumentException e) {
      throw Values.wrong(value, "a range is wanted: \"first - last\", or a prefix");
    }
    throw Values.wrong(value, "the first address must not be above the last");
  }

  /** The bits before the piece's length are those of the first piece or zero; kept are zeros. */
  private static Ipv6Prefix excluded(ConfigValue value, Ipv6Prefix pool, int delegatedLength) {
    Ipv6Prefix written = NetworkValues.prefix(value);
    Values.require(
        written.length() > delegatedLength,
        value,
        "what is left out must be longer than the pieces, /" + delegatedLength);
    Ipv6Prefix leading = Ipv6Prefix.of(written.address(), delegatedLength);
    Values.require(
        leading.address().isUnspecified() || leading.address().equals(pool.address()),
        value,
        "it must lie in the first piece, "
            + Texts.of(Ipv6Prefix.of(pool.address(), delegatedLength))
            + ", or begin with zeros");
    return new Ipv6Prefix(
        written.high() ^ leading.high(), written.low() ^ leading.low(), written.length());
  }
}
