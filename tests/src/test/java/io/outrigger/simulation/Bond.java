package io.outrigger.simulation;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;
import io.outrigger.loadclient.Action;
import io.outrigger.loadclient.SessionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A relationship in a random history: its servers, what may befall them, and all that must hold.
 */
final class Bond {
  private static final Duration PEACE = Duration.ofMinutes(25);

  /** A silent partner is noticed after its keepalive time, which may be a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /** Clients renew every 15, 20, 40 seconds, and are just being told of if one looks then. */
  private static final Duration OUT_OF_STEP = Duration.ofSeconds(17);

  private static final Duration DAWDLE = Duration.ofMinutes(5);

  private static final long DUE_SECONDS = 5;
  private static final Duration SETTLED = Duration.ofMinutes(3);

  private final World world;
  private final Options options;
  private final Pair pair;
  private final StateChecks states;
  private final FreeChecks free;
  private final Diagram diagram;
  private final Checks checks;
  private final Conflicts conflicts;
  private final Troubles troubles;
  private final Map<String, Integer> rules = new TreeMap<>();
  private boolean peace;

  Bond(Pair pair, Options options) {
    this.pair = pair;
    this.world = pair.world();
    this.options = options;
    this.states = new StateChecks(pair, PATIENCE);
    this.free = new FreeChecks(pair);
    this.diagram = new Diagram(pair);
    this.checks = new Checks(pair, states, diagram, options);
    world.trace().listen(diagram::line);
    pair.watch(diagram);
    this.conflicts = new Conflicts(pair, checks);
    this.troubles = new Troubles(pair, options, checks, conflicts);
    checks.onGrant(troubles::granted);
    pair.watch(checks);
    pair.watch(new StorageChecks(pair));
  }

  Pair pair() {
    return pair;
  }

  Troubles troubles() {
    return troubles;
  }

  StateChecks states() {
    return states;
  }

  Map<String, Integer> rules() {
    return rules;
  }

  long grants() {
    return checks.grants();
  }

  int resolved() {
    return conflicts.resolved();
  }

  boolean isInDoubt() {
    return checks.isInDoubt();
  }

  List<String> lines() {
    return diagram.lines();
  }

  /** To be called after each step. */
  void look() {
    conflicts.look();
    states.look();
    checks.look();
    troubles.look();
  }

  /** An endpoint of this relationship says so, by the names of the RFC. */
  void changed(String server, String from, String to, String rule) {
    rules.merge(rule, 1, Integer::sum);
    states.changed(server, from, to);
  }

  void begin() {
    for (int i = 1; i <= options.clients(); i++) {
      Client client = pair.client(i, checks);
      client.path(options.path());
      world.after(world.upTo(Duration.ofMinutes(10)), () -> begin(client));
    }
  }

  void audit() {
    checks.audit(false);
    if (!checks.isInDoubt() && pair.hosts().stream().noneMatch(Host::mustHear)) {
      free.disjoint();
    }
  }

  /** Nothing fails any more. */
  void endTroubles() {
    peace = true;
    troubles.end();
  }

  /** Liveness: once nothing fails any more, all is well within a bounded time. */
  void makePeace() {
    pair.clients().values().forEach(client -> client.reach(pair.hosts()));
    Duration limit = PEACE.plusSeconds(options.mcltSeconds());
    if (!pair.runUntil(pair::bothNormal, limit)) {
      throw new Violation(
          "convergence: after %s of peace %s is %s and %s is %s"
              .formatted(
                  limit,
                  pair.hosts().get(0).name(),
                  pair.hosts().get(0).state(),
                  pair.hosts().get(1).name(),
                  pair.hosts().get(1).state()));
    }
    world.run(SETTLED);
    pair.clients().values().forEach(client -> client.path(Client.Path.CLEAN));
    List<String> differences = pair.differences();
    for (int i = 0; i < 20 && !differences.isEmpty(); i++) {
      world.run(OUT_OF_STEP);
      differences = pair.differences();
    }
    long rest = options.validSeconds() + PEACE.toSeconds();
    while (rest > 0 && !differences.isEmpty() && pair.disagreeUntilAnEnd()) {
      world.run(DAWDLE);
      rest -= DAWDLE.toSeconds();
      differences = pair.differences();
    }
    if (!differences.isEmpty()) {
      throw new Violation("convergence: different databases: " + differences);
    }
    world.run(Duration.ofSeconds(10));
    checks.audit(true);
    free.disjoint();
    free.balance(
        PairConfig.blocks(options.prefixes()), options.proportional() ? options.addresses() : 0);
    world.run(Duration.ofSeconds(1));
  }

  /** The database is what the journal says. */
  void checkReplay() {
    pair.clients().values().forEach(Client::vanish);
    world.run(Duration.ofSeconds(5));
    for (Host host : pair.hosts()) {
      pair.network().cut(pair.way());
      pair.network().cut(pair.way().back());
      long now = host.now().getEpochSecond();
      List<Lease> known = host.leases();
      host.kill();
      host.start();
      world.run(Duration.ofMillis(100));
      Set<Ipv6Prefix> due = due(known, now);
      List<String> before = records(known, due);
      List<String> after = records(host.leases(), due);
      if (!before.equals(after)) {
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(after);
        after.removeAll(before);
        throw new Violation("replay: " + host.name() + " had " + gone + " and has " + after);
      }
    }
  }

  /** Those whose time ends meanwhile, by a clock that says {@code now} at the beginning. */
  private static Set<Ipv6Prefix> due(List<Lease> leases, long now) {
    return leases.stream()
        .filter(each -> Math.abs(each.expiresEpochSecond() - now) <= DUE_SECONDS)
        .map(Lease::resource)
        .collect(Collectors.toSet());
  }

  private static List<String> records(List<Lease> leases, Set<Ipv6Prefix> due) {
    return new ArrayList<>(
        leases.stream()
            .filter(each -> !due.contains(each.resource()))
            .map(Object::toString)
            .toList());
  }

  private void begin(Client client) {
    client.begin(keeping());
    changeLater(client);
  }

  private SessionPlan keeping() {
    int wants = world.chance().nextInt(3);
    return SessionPlan.builder().addresses(wants != 1).prefixes(wants != 0).keep(true).build();
  }

  private void changeLater(Client client) {
    if (options.changes() > 0) {
      double hours =
          -Math.log(1 - world.chance().nextDouble()) * options.clients() / options.changes();
      world.after(Duration.ofNanos((long) (hours * 3.6e12)), () -> change(client));
    }
  }

  private void change(Client client) {
    if (peace) {
      return;
    }
    Duration pause = Duration.ofSeconds(60).plus(world.upTo(Duration.ofMinutes(20)));
    switch (world.chance().nextInt(options.links() > 1 ? 8 : 6)) {
      case 0, 1 -> {
        world.trace().add(client.name() + " leaves");
        client.begin(plan(Action.RELEASE));
        world.after(pause, () -> begin(client));
      }
      case 2 -> {
        world.trace().add(client.name() + " declines");
        client.begin(plan(Action.DECLINE));
        world.after(pause, () -> begin(client));
      }
      case 3 -> {
        world.trace().add(client.name() + " vanishes");
        client.vanish();
        world.after(pause, () -> begin(client));
      }
      case 4 -> {
        List<Host> some = pair.hosts().subList(0, 1);
        List<Host> others = pair.hosts().subList(1, 2);
        client.reach(world.chance().nextBoolean() ? some : others);
        world.after(pause, () -> client.reach(pair.hosts()));
        changeLater(client);
      }
      case 6, 7 -> {
        client.roam();
        world.trace().add(client.name() + " is on another link");
        begin(client);
      }
      default -> begin(client);
    }
  }

  private static SessionPlan plan(Action action) {
    return SessionPlan.builder().actions(List.of(action)).build();
  }
}
