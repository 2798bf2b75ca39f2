package io.outrigger.simulation;

import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.loadclient.Action;
import io.outrigger.loadclient.SessionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A random history of a pair: faults for some hours, then peace, after which all must be well. */
final class History {
  private static final Duration AUDIT_PERIOD = Duration.ofMinutes(7);
  private static final Duration PEACE = Duration.ofMinutes(25);

  /** A silent partner is noticed after its keepalive time, which may be a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private static final double NANOS_AN_HOUR = 3.6e12;
  private static final long DUE_SECONDS = 5;
  private static final Duration SETTLED = Duration.ofMinutes(3);
  private static final Pattern CHANGE =
      Pattern.compile("(\\w+) OR1001 .*from=(\\S+) to=(\\S+) rule=(\\S+) .*");

  /** Nobody reads it. */
  static final Consumer<String> SILENT = line -> {};

  /** What came of it. */
  record Result(
      Order order,
      double endedAfterHours,
      long steps,
      long grants,
      int conflicts,
      Map<String, Integer> faults,
      Map<String, Integer> rules,
      Map<String, Integer> pairs,
      String fingerprint,
      String violation,
      List<String> diagram) {
    boolean isGood() {
      return violation.isEmpty();
    }

    /** What saw the violation. */
    String checker() {
      int colon = violation.indexOf(':');
      return colon < 0 ? violation : violation.substring(0, colon);
    }
  }

  private final Order order;
  private final Options options;
  private final Trace trace = new Trace();
  private final World world;
  private final Pair pair;
  private final StateChecks states;
  private final FreeChecks free;
  private final Diagram diagram;
  private final Checks checks;
  private final Conflicts conflicts;
  private final Troubles troubles;
  private final Map<String, Integer> rules = new TreeMap<>();
  private boolean peace;

  private History(Order order, Consumer<String> listener) {
    this.order = order;
    this.options = order.options();
    this.world = new World(order.seed(), trace);
    trace.listen(this::traced);
    if (!listener.equals(SILENT)) {
      trace.listen(line -> listener.accept(trace.time() + " " + line));
    }
    this.pair = new Pair(world, options.config());
    this.states = new StateChecks(pair, PATIENCE);
    this.free = new FreeChecks(pair);
    this.diagram = new Diagram(pair);
    this.checks = new Checks(pair, states, diagram, options.mcltSeconds());
    trace.listen(diagram::line);
    pair.network().watch(diagram);
    this.conflicts = new Conflicts(pair, checks);
    this.troubles = new Troubles(pair, options, checks, conflicts);
    pair.network().watch(checks);
    pair.network().watch(new StorageChecks(pair));
    if (!listener.equals(SILENT)) {
      pair.network().watch(new Told(listener));
    }
    world.afterStep(this::look);
  }

  /**
   * @param listener gets every line
   */
  static Result run(Order order, Consumer<String> listener) {
    History history = new History(order, listener);
    String violation = "";
    LogCapture log = new LogCapture(history.world);
    try {
      history.go(order.hours());
    } catch (Violation | RuntimeException e) {
      violation = e instanceof Violation ? String.valueOf(e.getMessage()) : fault(e);
    } finally {
      log.close();
      history.pair.hosts().forEach(Host::kill);
    }
    return history.result(violation);
  }

  private static String fault(Throwable fault) {
    StackTraceElement[] where = fault.getStackTrace();
    return "fault: " + fault + (where.length == 0 ? "" : " at " + where[0]);
  }

  private Result result(String violation) {
    return new Result(
        order,
        world.nanos() / NANOS_AN_HOUR,
        world.steps(),
        checks.grants(),
        conflicts.resolved(),
        troubles.counts(),
        rules,
        states.pairs(),
        trace.fingerprint(),
        violation,
        violation.isEmpty() ? List.of() : diagram.lines());
  }

  /** What servers say to each other, but for CONTACTs, as lines of the trace. */
  private final class Told extends LinkTalk {
    private final TalkText text = new TalkText(pair::nameOf);
    private final Consumer<String> listener;

    private Told(Consumer<String> listener) {
      this.listener = listener;
    }

    @Override
    void said(String from, String to, FailoverMessage message) {
      if (!(message instanceof Contact)) {
        String what = text.of(message, pair.host(from).now());
        listener.accept(trace.time() + " " + from + " > " + to + "  " + what);
      }
    }
  }

  private void look() {
    pair.hosts().forEach(Host::look);
    conflicts.look();
    states.look();
    troubles.look();
  }

  private void traced(String line) {
    Matcher change = CHANGE.matcher(line);
    if (change.matches()) {
      rules.merge(change.group(4), 1, Integer::sum);
      states.changed(change.group(1), change.group(2), change.group(3));
    }
    if (line.contains(" ERROR ")
        && !line.contains(" ERROR OR100")
        && !line.contains(" ERROR OR5003")
        && !(line.contains(" OR3003") && checks.isInDoubt())) {
      world.violated("log: " + line);
    }
  }

  private void go(int hours) {
    pair.host("b").clock(world.upTo(options.skew()), options.drift());
    Host first = pair.hosts().get(world.chance().nextInt(2));
    first.start();
    world.run(world.upTo(options.apart()));
    pair.other(first).start();
    for (int i = 1; i <= options.clients(); i++) {
      Client client = pair.client("c" + i, checks);
      client.path(options.path());
      world.after(world.upTo(Duration.ofMinutes(10)), () -> begin(client));
    }
    world.run(Duration.ofSeconds(30));
    troubles.begin(order.plan());
    for (int audits = 0; audits < hours * 60 / 7; audits++) {
      world.run(AUDIT_PERIOD);
      checks.audit(false);
      if (!checks.isInDoubt() && pair.hosts().stream().noneMatch(Host::mustHear)) {
        free.disjoint();
      }
    }
    peace = true;
    troubles.end();
    makePeace();
    checkReplay();
  }

  /** Liveness: once nothing fails any more, all is well within a bounded time. */
  private void makePeace() {
    pair.clients().values().forEach(client -> client.reach(pair.hosts()));
    Duration limit = PEACE.plusSeconds(options.mcltSeconds());
    if (!pair.runUntil(pair::bothNormal, limit)) {
      throw new Violation(
          "convergence: after %s of peace a is %s and b is %s"
              .formatted(limit, pair.host("a").state(), pair.host("b").state()));
    }
    world.run(SETTLED);
    pair.clients().values().forEach(client -> client.path(Client.Path.CLEAN));
    List<String> differences = pair.differences();
    for (int i = 0; i < 20 && !differences.isEmpty(); i++) {
      world.run(Duration.ofSeconds(20));
      differences = pair.differences();
    }
    if (!differences.isEmpty()) {
      throw new Violation("convergence: different databases: " + differences);
    }
    world.run(Duration.ofSeconds(10));
    checks.audit(true);
    free.disjoint();
    free.balance(PairConfig.blocks(options.prefixes()));
    world.run(Duration.ofSeconds(1));
  }

  /** The database is what the journal says. */
  private void checkReplay() {
    pair.clients().values().forEach(Client::vanish);
    world.run(Duration.ofSeconds(5));
    for (Host host : pair.hosts()) {
      pair.network().cut(new Network.Direction("a", "b"));
      pair.network().cut(new Network.Direction("b", "a"));
      List<String> before = records(host);
      host.kill();
      host.start();
      world.run(Duration.ofMillis(100));
      List<String> after = records(host);
      if (!before.equals(after)) {
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(after);
        after.removeAll(before);
        throw new Violation("replay: " + host.name() + " had " + gone + " and has " + after);
      }
    }
  }

  /** Without those whose time ends meanwhile. */
  private static List<String> records(Host host) {
    long now = host.now().getEpochSecond();
    return new ArrayList<>(
        host.leases().stream()
            .filter(each -> Math.abs(each.expiresEpochSecond() - now) > DUE_SECONDS)
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
