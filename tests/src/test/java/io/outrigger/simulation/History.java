package io.outrigger.simulation;

import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.FailoverMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A random history: faults for some hours, then peace, after which all must be well. */
final class History {
  private static final Duration AUDIT_PERIOD = Duration.ofMinutes(7);
  private static final double NANOS_AN_HOUR = 3.6e12;
  private static final Pattern CHANGE =
      Pattern.compile("(\\w+) OR1001 .*relationship=(\\S+) from=(\\S+) to=(\\S+) rule=(\\S+) .*");

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
      Map<String, Integer> known,
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
  private final List<Bond> bonds;
  private final List<Machine> machines;

  private History(Order order, Consumer<String> listener) {
    this.order = order;
    this.options = order.options();
    this.world = new World(order.seed(), trace);
    trace.listen(this::traced);
    if (!listener.equals(SILENT)) {
      trace.listen(line -> listener.accept(trace.time() + " " + line));
    }
    this.bonds =
        Pair.of(world, options.configs()).stream().map(pair -> new Bond(pair, options)).toList();
    List<Troubles> troubles = bonds.stream().map(Bond::troubles).toList();
    for (Bond each : bonds) {
      each.troubles().beside(troubles);
      if (!listener.equals(SILENT)) {
        each.pair().watch(new Told(each.pair(), listener));
      }
    }
    this.machines =
        bonds.stream()
            .flatMap(each -> each.pair().hosts().stream().map(Host::machine))
            .distinct()
            .toList();
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
      history.machines.forEach(Machine::kill);
    }
    return history.result(violation);
  }

  private static String fault(Throwable fault) {
    StackTraceElement[] where = fault.getStackTrace();
    return "fault: " + fault + (where.length == 0 ? "" : " at " + where[0]);
  }

  private Result result(String violation) {
    Map<String, Integer> faults = new TreeMap<>();
    Map<String, Integer> rules = new TreeMap<>();
    Map<String, Integer> pairs = new TreeMap<>();
    Map<String, Integer> known = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (Bond each : bonds) {
      add(each.troubles().counts(), faults);
      add(each.rules(), rules);
      add(each.states().pairs(), pairs);
      add(each.states().known(), known);
      if (!violation.isEmpty()) {
        lines.addAll(each.lines());
      }
    }
    return new Result(
        order,
        world.nanos() / NANOS_AN_HOUR,
        world.steps(),
        bonds.stream().mapToLong(Bond::grants).sum(),
        bonds.stream().mapToInt(Bond::resolved).sum(),
        faults,
        rules,
        pairs,
        known,
        trace.fingerprint(),
        violation,
        lines);
  }

  private static void add(Map<String, Integer> some, Map<String, Integer> to) {
    some.forEach((key, count) -> to.merge(key, count, Integer::sum));
  }

  /** What servers say to each other, but for CONTACTs, as lines of the trace. */
  private final class Told extends LinkTalk {
    private final Pair pair;
    private final TalkText text;
    private final Consumer<String> listener;

    private Told(Pair pair, Consumer<String> listener) {
      this.pair = pair;
      this.text = new TalkText(pair::nameOf);
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
    for (int i = 0; i < machines.size(); i++) { // without iterators: after each step
      machines.get(i).look();
    }
    for (int i = 0; i < bonds.size(); i++) {
      bonds.get(i).look();
    }
  }

  private void traced(String line) {
    Matcher change = line.contains(" OR1001 ") ? CHANGE.matcher(line) : null;
    if (change != null && change.matches()) {
      for (Bond each : bonds) {
        if (each.pair().name().equals(change.group(2))) {
          each.changed(change.group(1), change.group(3), change.group(4), change.group(5));
        }
      }
    }
    if (line.contains(" ERROR ")
        && !line.contains(" ERROR OR100")
        && !line.contains(" ERROR OR5003")
        && !(line.contains(" OR3003") && bonds.stream().anyMatch(Bond::isInDoubt))) {
      world.violated("log: " + line);
    }
  }

  private void go(int hours) {
    Host hub = bonds.getFirst().pair().hosts().get(1);
    hub.clock(world.upTo(options.skew()), options.drift());
    start();
    bonds.forEach(Bond::begin);
    world.run(Duration.ofSeconds(30));
    for (int i = 0; i < bonds.size(); i++) {
      int number = i;
      bonds
          .get(i)
          .troubles()
          .begin(order.plan().stream().filter(each -> each.relationship() == number).toList());
    }
    for (int audits = 0; audits < hours * 60 / 7; audits++) {
      world.run(AUDIT_PERIOD);
      bonds.forEach(Bond::audit);
    }
    bonds.forEach(Bond::endTroubles);
    bonds.forEach(Bond::makePeace);
    bonds.forEach(Bond::checkReplay);
  }

  /** One server after the other, in an order that chance decides. */
  private void start() {
    List<Machine> waiting = new ArrayList<>(machines);
    while (!waiting.isEmpty()) {
      waiting.remove(world.chance().nextInt(waiting.size())).start();
      if (!waiting.isEmpty()) {
        world.run(world.upTo(options.apart()));
      }
    }
  }
}
