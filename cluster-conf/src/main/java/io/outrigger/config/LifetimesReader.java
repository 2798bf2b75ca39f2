package io.outrigger.config;

import java.util.Optional;

/** Reads {@code lifetimes} of a link, or of a pool over those of its link. */
final class LifetimesReader {
  private LifetimesReader() {}

  /** The section {@code lifetimes} of {@code link}. */
  static LifetimesConfig ofLink(Section link) {
    Section own = link.child("lifetimes");
    return build(
        own,
        seconds(own, "preferred").orElseThrow(),
        seconds(own, "valid").orElseThrow(),
        seconds(own, "t1"),
        seconds(own, "t2"));
  }

  /** The section {@code lifetimes} of {@code pool}; empty if it has none. */
  static Optional<LifetimesConfig> ofPool(Section pool, Section link) {
    if (!pool.isSet("lifetimes")) {
      return Optional.empty();
    }
    Section own = pool.child("lifetimes");
    Section outer = link.child("lifetimes");
    return Optional.of(
        build(
            own,
            either(own, outer, "preferred").orElseThrow(),
            either(own, outer, "valid").orElseThrow(),
            either(own, outer, "t1"),
            either(own, outer, "t2")));
  }

  private static Optional<Long> either(Section own, Section outer, String key) {
    Optional<Long> seconds = seconds(own, key);
    return seconds.isPresent() ? seconds : seconds(outer, key);
  }

  /** What is written, or the default if there is one, even if what is written cannot be read. */
  private static Optional<Long> seconds(Section section, String key) {
    return section.optionalOrDefault(key, Values::lifetimeSeconds);
  }

  private static LifetimesConfig build(
      Section section, long preferred, long valid, Optional<Long> t1, Optional<Long> t2) {
    LifetimesConfig lifetimes =
        new LifetimesConfig(
            preferred,
            valid,
            t1.orElse(preferred == LifetimesConfig.INFINITE ? preferred : preferred / 2),
            t2.orElse(preferred == LifetimesConfig.INFINITE ? preferred : preferred * 4 / 5));
    check(section, lifetimes);
    return lifetimes;
  }

  private static void check(Section section, LifetimesConfig lifetimes) {
    long preferred = lifetimes.preferredSeconds();
    long t1 = lifetimes.t1Seconds();
    long t2 = lifetimes.t2Seconds();
    if (lifetimes.validSeconds() < 1) {
      section.error("valid", "a lease of no time: it must be at least 1s");
    }
    notAbove(section, "preferred", preferred, "valid", lifetimes.validSeconds());
    notAbove(section, "t1", t1, "preferred", preferred);
    notAbove(section, "t2", t2, "preferred", preferred);
    if (t2 != 0) {
      notAbove(section, "t1", t1, "t2", t2);
    }
  }

  private static void notAbove(
      Section section, String lower, long lowerSeconds, String upper, long upperSeconds) {
    if (lowerSeconds > upperSeconds && !section.isBad(lower) && !section.isBad(upper)) {
      section.error(
          section.isSet(lower) || !section.isSet(upper) ? lower : upper,
          lower
              + " ("
              + Texts.seconds(lowerSeconds)
              + ") is above "
              + upper
              + " ("
              + Texts.seconds(upperSeconds)
              + "): lower it, or raise "
              + upper);
    }
  }
}
