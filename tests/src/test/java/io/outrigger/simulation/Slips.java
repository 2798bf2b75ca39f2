package io.outrigger.simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What operators do to a pair, and clocks that nobody looks after. */
final class Slips {
  /** Two clocks this far ahead at most do not differ by more than 5 s, with drift and delay. */
  private static final long TOLERATED_MILLIS = 2500;

  private static final long LEAST_WRONG_SECONDS = 8;
  private static final long MOST_WRONG_SECONDS = 300;

  private final Pair pair;
  private final World world;
  private final Options options;
  private final Checks checks;
  private final Troubles troubles;
  private final Set<Host> wrong = new HashSet<>();

  Slips(Pair pair, Options options, Checks checks, Troubles troubles) {
    this.pair = pair;
    this.world = pair.world();
    this.options = options;
    this.checks = checks;
    this.troubles = troubles;
  }

  void bring(Fault fault, SplittableRandom dice) {
    Host host = pair.hosts().get(dice.nextInt(2));
    switch (fault) {
      case CLOCK_STEP -> step(host, dice);
      case WRONG_CLOCK -> wrongClock(host, dice);
      case WRONG_WORD -> wrongWord(host, dice);
      default -> reload(host, dice);
    }
  }

  void end() {
    mendClocks();
  }

  boolean isClockWrong() {
    return !wrong.isEmpty();
  }

  private void step(Host host, SplittableRandom dice) {
    if (!wrong.contains(host)) {
      Duration ahead = Duration.ofMillis(dice.nextLong(TOLERATED_MILLIS));
      troubles.note(Fault.CLOCK_STEP, host.name() + " to " + ahead.toMillis() + " ms");
      host.clock(ahead, options.drift());
    }
  }

  private void wrongClock(Host host, SplittableRandom dice) {
    if (!troubles.isCalm()) {
      return;
    }
    long by = dice.nextLong(LEAST_WRONG_SECONDS, MOST_WRONG_SECONDS);
    long seconds = dice.nextBoolean() ? by : -by;
    troubles.note(Fault.WRONG_CLOCK, host.name() + " by " + seconds + " s");
    wrong.add(host);
    checks.doubtAll();
    host.clock(Duration.ofSeconds(seconds), options.drift());
    troubles.later(troubles.anyTime(), this::mendClocks);
  }

  /** What servers stored meanwhile carries wrong times, until those have passed. */
  void mendClocks() {
    if (!wrong.isEmpty()) {
      world.trace().add("* clocks are mended");
      wrong.forEach(host -> host.clock(Duration.ZERO, 0));
      wrong.clear();
      checks.doubtFor(Duration.ofSeconds(MOST_WRONG_SECONDS + 60));
    }
  }

  /** One server, or each, is told that the other is down, while it serves behind a cut. */
  private void wrongWord(Host host, SplittableRandom dice) {
    if (!troubles.isCalm()) {
      return;
    }
    Host other = pair.other(host);
    troubles.note(Fault.WRONG_WORD, host.name());
    troubles.breakages().cut();
    Duration first = Duration.ofMillis(dice.nextLong(90_000));
    Duration second = first.plusMillis(dice.nextLong(90_000));
    troubles.later(first, () -> troubles.declareIfRunning(host));
    if (dice.nextBoolean()) {
      troubles.later(second, () -> troubles.declareIfRunning(other));
    }
    troubles.later(second.plus(troubles.anyTime()), troubles.breakages()::heal);
  }

  /**
   * One server after the other reads a file that somebody has changed: for a while one of them has
   * addresses that the other does not know. Valid lifetimes stay: of a shorter one the server knows
   * before its client does.
   */
  private void reload(Host host, SplittableRandom dice) {
    long preferred = options.validSeconds() * List.of(2L, 4L, 5L).get(dice.nextInt(3)) / 6;
    String keepalive = List.of("4s", "10s", "60s").get(dice.nextInt(3));
    String unacked = List.of("1", "3", "20").get(dice.nextInt(3));
    int more = options.proportional() || dice.nextBoolean() ? 0 : 1 + dice.nextInt(8);
    int addresses = addresses(host) + more;
    troubles.note(Fault.RELOAD, host.name());
    reload(host, preferred, keepalive, unacked, addresses);
    world.after(
        Duration.ofMillis(dice.nextLong(120_000)),
        () -> reload(pair.other(host), preferred, keepalive, unacked, addresses));
  }

  private static int addresses(Host host) {
    return Integer.parseInt(host.config().get("addresses"));
  }

  private void reload(Host host, long preferred, String keepalive, String unacked, int addresses) {
    PairConfig changed =
        host.config()
            .copy()
            .with("preferred", Math.max(30, preferred) + "s")
            .with("keepalive", keepalive)
            .with("max-unacked-bndupd", unacked)
            .with("addresses", Integer.toString(Math.max(addresses, addresses(host))));
    world.trace().add("* reload " + host.name());
    host.reload(changed);
  }
}
