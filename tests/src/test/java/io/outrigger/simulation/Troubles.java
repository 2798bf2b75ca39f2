package io.outrigger.simulation;

import io.outrigger.endpoint.FailoverState;
import io.outrigger.journal.StoreException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings faults upon a pair, by chance. It does what may happen to servers and what a careful
 * operator may do, not what RFC 8156 cannot survive: a server is declared down only while it is,
 * and comes back to where it can hear that.
 */
final class Troubles {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(40);

  /** In which a server has all that it ever promised. */
  private static final Set<FailoverState> KNOWING =
      EnumSet.of(
          FailoverState.NORMAL,
          FailoverState.COMMUNICATIONS_INTERRUPTED,
          FailoverState.PARTNER_DOWN);

  private final Pair pair;
  private final World world;
  private final Options options;
  private final Checks checks;
  private final Map<String, Integer> counts = new TreeMap<>();
  private boolean over;
  private long quietUntil;

  Troubles(Pair pair, Options options, Checks checks) {
    this.checks = checks;
    this.pair = pair;
    this.world = pair.world();
    this.options = options;
  }

  void begin() {
    every(options.cuts(), this::cut);
    every(options.deaths(), this::death);
    every(options.losses(), this::loss);
    every(options.diskTroubles(), this::diskTrouble);
  }

  /** Nothing more happens, and all that was broken works. */
  void end() {
    over = true;
    pair.network().heal();
    for (Host host : pair.hosts()) {
      host.disk().trouble(null);
      host.longestSync(Duration.ofMillis(2));
    }
    pair.hosts().forEach(this::comeBack);
  }

  /** How often what happened. */
  Map<String, Integer> counts() {
    return counts;
  }

  private void every(double rate, Runnable event) {
    if (rate > 0) {
      double hours = -Math.log(1 - world.chance().nextDouble()) / rate;
      world.after(
          Duration.ofNanos((long) (hours * 3.6e12)),
          () -> {
            if (!over) {
              event.run();
              every(rate, event);
            }
          });
    }
  }

  private void later(Duration delay, Runnable event) {
    world.after(
        delay,
        () -> {
          if (!over) {
            event.run();
          }
        });
  }

  private void note(String what) {
    counts.merge(what, 1, Integer::sum);
    world.trace().add("* " + what);
  }

  private void noteOf(String what, Host host) {
    counts.merge(what, 1, Integer::sum);
    world.trace().add("* " + what + " " + host.name());
  }

  private Duration anyTime() {
    return Duration.ofMillis(
        switch (world.chance().nextInt(4)) {
          case 0 -> world.chance().nextLong(2000);
          case 1 -> world.chance().nextLong(30_000);
          case 2 -> world.chance().nextLong(300_000);
          default -> world.chance().nextLong(2_400_000);
        });
  }

  private Host any() {
    return pair.hosts().get(world.chance().nextInt(2));
  }

  private Host other(Host host) {
    return pair.hosts().get(0) == host ? pair.hosts().get(1) : pair.hosts().get(0);
  }

  private boolean isQuiet() {
    return world.nanos() < quietUntil;
  }

  private void cut() {
    if (isQuiet()) {
      return;
    }
    Host from = any();
    Network.Direction way = new Network.Direction(from.name(), other(from).name());
    Network network = pair.network();
    switch (world.chance().nextInt(6)) {
      case 0, 1 -> {
        note("cut");
        network.cut(way);
        network.cut(way.back());
      }
      case 2 -> {
        note("one-way cut " + way.from() + ">" + way.to());
        network.cut(way);
      }
      case 3 -> {
        note("reset");
        network.reset();
      }
      case 4 -> {
        note("stall " + way.from() + ">" + way.to());
        network.stall(way);
      }
      default -> {
        noteOf("refuse", from);
        network.refuse(from.name(), true);
      }
    }
    later(anyTime(), this::heal);
  }

  private void heal() {
    world.trace().add("* heal");
    pair.network().heal();
  }

  private void death() {
    Host host = any();
    if (!host.isRunning() || host.isLeaving() || isQuiet()) {
      return;
    }
    switch (world.chance().nextInt(4)) {
      case 0, 1 -> {
        noteOf("kill", host);
        host.kill();
      }
      case 2 -> {
        noteOf("crash", host);
        host.crash();
      }
      default -> {
        noteOf("stop", host);
        host.stop();
        world.after(Duration.ofSeconds(31).plus(anyTime()), () -> comeBack(host));
        return;
      }
    }
    Duration away = anyTime();
    world.after(away, () -> comeBack(host));
    if (world.happens(options.operator())) {
      later(away.dividedBy(2), () -> declareDown(host));
    }
  }

  /**
   * Where the partner is in PARTNER-DOWN, or all was lost here, the way between them is open first,
   * and stays so until they have met, as a careful operator sees to.
   */
  private void comeBack(Host host) {
    if (host.isRunning()) {
      return;
    }
    Host partner = other(host);
    boolean partnerWaits = !host.mustHear() && (host.isAlone() || partner.mustHear());
    if (host.mustHear() || (partner.isAlone() && (partner.isRunning() || !partnerWaits))) {
      if (!partner.isRunning() || partner.isLeaving()) {
        world.after(Duration.ofSeconds(20), () -> comeBack(host));
        return;
      }
      clearTheWay();
    }
    world.trace().add("* start " + host.name());
    host.start();
  }

  private void clearTheWay() {
    pair.network().heal();
    for (Host each : pair.hosts()) {
      each.disk().trouble(null);
      each.longestSync(Duration.ofMillis(2));
    }
    quietUntil = world.nanos() + STARTS_WITHIN.toNanos();
  }

  private void declareDown(Host host) {
    Host survivor = other(host);
    if (host.isRunning() || !survivor.isRunning()) {
      return;
    }
    noteOf("partner-down", survivor);
    survivor.declared(true);
    survivor.partnerDown(refusal -> answered(survivor, refusal));
  }

  private void answered(Host survivor, String refusal) {
    if (!refusal.isEmpty()) {
      world.trace().add("* " + survivor.name() + " refuses: " + refusal);
      survivor.declared(false);
    }
  }

  /** The state of a server goes while the other one lives. */
  private void loss() {
    Host host = any();
    Host survivor = other(host);
    boolean bearable =
        host.isRunning()
            && !host.isLeaving()
            && !host.isAlone()
            && !survivor.mustHear()
            && survivor.state().filter(KNOWING::contains).isPresent();
    if (!bearable || isQuiet()) {
      return;
    }
    noteOf("lose-state", host);
    host.crash();
    host.loseState();
    checks.lost(host);
    Duration away = anyTime();
    world.after(away, () -> comeBack(host));
    if (world.happens(options.operator())) {
      later(away.dividedBy(2), () -> declareDown(host));
    }
  }

  private void diskTrouble() {
    if (isQuiet()) {
      return;
    }
    Host host = any();
    if (world.chance().nextBoolean()) {
      noteOf("disk full", host);
      host.disk().trouble(StoreException.Kind.NO_ROOM);
    } else {
      noteOf("slow disk", host);
      host.longestSync(Duration.ofSeconds(2));
    }
    later(
        anyTime(),
        () -> {
          host.disk().trouble(null);
          host.longestSync(Duration.ofMillis(2));
        });
  }
}
