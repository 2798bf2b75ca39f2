package io.outrigger.simulation;

import io.outrigger.dhcp.MessageType;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.events.EventId;
import io.outrigger.failover.wire.Contact;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.journal.StoreException.Kind;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.loadclient.Action;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.SessionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A story of two servers as text: commands at the beginning of a line, what came of each indented
 * below it. Running the commands writes the text anew; the test compares.
 *
 * <pre>
 *   pair KEY=VALUE...       the configuration, see PairConfig; first of all
 *   seed N                  another order of things; before all but pair
 *   start, stop, kill, crash, lose-state SERVER   crash: the machine, so that nobody says goodbye
 *   cut [a>b|b>a], heal     the link between the servers; reset: RST to both; refuse SERVER
 *   full-disk, mend-disk SERVER   under its journal
 *   partner-down SERVER     the operator's word
 *   run TIME                the world goes on
 *   await STATE-A STATE-B within TIME
 *   expect STATE-A STATE-B  or: expect same leases
 *   client cN [na|pd|both]  begins, and keeps its leases; vanish cN
 *   release cN, decline cN  takes a lease and gives it back so
 *   reach cN a|b|ab         which servers its relay agent reaches
 *   leases                  both databases
 *   show link|talk|log|nothing   what is written besides states and clients; talk: CONTACTs too
 * </pre>
 */
final class Scenario {
  private static final Pattern CHANGE =
      Pattern.compile(
          "(\\w+) " + EventId.STATE_CHANGED.id() + " .*from=(\\S+) to=(\\S+) rule=(\\S+) .*");
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);

  private final List<String> output = new ArrayList<>();
  private final PairConfig config = new PairConfig();
  private final Trace trace = new Trace();
  private long seed = 1;
  private String shown = "nothing";
  private @Nullable Pair pair;
  private @Nullable LogCapture log;
  private int lineNumber;

  private Scenario() {}

  /** Runs the commands of {@code text}; returns it with what came of them. */
  static String run(String text) {
    Scenario scenario = new Scenario();
    try {
      text.lines().forEach(scenario::line);
    } finally {
      if (scenario.log != null) {
        scenario.log.close();
      }
    }
    return String.join("\n", scenario.output) + "\n";
  }

  private void line(String line) {
    lineNumber++;
    if (line.startsWith("    ")) {
      return; // what came of it the last time
    }
    output.add(line);
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String[] words = line.trim().split("\\s+", -1);
    try {
      command(words[0], Arrays.copyOfRange(words, 1, words.length));
    } catch (Violation | RuntimeException e) {
      throw new AssertionError(
          "line " + lineNumber + ", " + line + ": " + e + "\n" + String.join("\n", output), e);
    }
  }

  private void say(String what) {
    long nanos = pair == null ? 0 : pair.world().nanos();
    output.add("    " + Texts.clock(nanos) + " " + what);
  }

  private Pair pair() {
    if (pair == null) {
      World world = new World(seed, trace);
      log = new LogCapture(world);
      trace.listen(this::traced);
      pair = new Pair(world, config);
      pair.network().watch(new Talk());
    }
    return pair;
  }

  private void command(String name, String[] words) {
    switch (name) {
      case "pair" -> {
        for (String word : words) {
          String[] setting = word.split("=", 2);
          config.with(setting[0], setting[1]);
        }
      }
      case "seed" -> seed = Long.parseLong(words[0]);
      case "show" -> shown = words[0];
      case "start" -> hosts(words).forEach(Host::start);
      case "stop" -> hosts(words).forEach(this::stop);
      case "kill" -> hosts(words).forEach(Host::kill);
      case "crash" -> hosts(words).forEach(Host::crash);
      case "lose-state" -> hosts(words).forEach(each -> each.disk().lose());
      case "full-disk" -> hosts(words).forEach(each -> each.disk().trouble(Kind.NO_ROOM));
      case "mend-disk" -> hosts(words).forEach(each -> each.disk().trouble(null));
      case "cut", "heal", "reset", "refuse", "stall" -> link(name, words);
      case "partner-down" -> hosts(words).forEach(this::partnerDown);
      case "run" -> pair().world().run(Texts.duration(words[0]));
      case "await" -> await(words);
      case "expect" -> expect(words);
      case "client", "release", "decline", "vanish", "reach" -> client(name, words);
      case "leases" -> leases();
      default -> throw new IllegalArgumentException("no such command");
    }
  }

  private List<Host> hosts(String[] names) {
    return Arrays.stream(names).map(pair()::host).toList();
  }

  private void stop(Host host) {
    host.stop();
    if (!pair().runUntil(() -> !host.isRunning(), Duration.ofSeconds(30))) {
      throw new Violation(host.name() + " does not stop");
    }
  }

  private void link(String name, String[] words) {
    Network network = pair().network();
    switch (name) {
      case "heal" -> network.heal();
      case "reset" -> network.reset(new Network.Direction("a", "b"));
      case "refuse" -> network.refuse(words[0], true);
      default -> {
        for (String way : words.length == 0 ? new String[] {"a>b", "b>a"} : words) {
          Network.Direction direction =
              new Network.Direction(way.substring(0, 1), way.substring(2));
          if (name.equals("stall")) {
            network.stall(direction);
          } else {
            network.cut(direction);
          }
        }
      }
    }
  }

  private void partnerDown(Host host) {
    List<String> answers = new ArrayList<>();
    host.partnerDown(answers::add);
    pair().runUntil(() -> !answers.isEmpty(), COMMAND_LIMIT);
    if (answers.isEmpty()) {
      throw new Violation(host.name() + " does not answer");
    }
    if (!answers.getFirst().isEmpty()) {
      say(host.name() + " refuses: " + answers.getFirst());
    }
  }

  private static FailoverState state(String name) {
    return FailoverState.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  private boolean are(String[] words) {
    return pair().host("a").state().filter(state(words[0])::equals).isPresent()
        && pair().host("b").state().filter(state(words[1])::equals).isPresent();
  }

  private String states() {
    return "a is " + pair().host("a").state() + ", b is " + pair().host("b").state();
  }

  private void await(String[] words) {
    if (!pair().runUntil(() -> are(words), Texts.duration(words[3]))) {
      throw new Violation(states());
    }
  }

  private void expect(String[] words) {
    if (words[0].equals("same")) {
      List<String> differences = pair().differences();
      if (!differences.isEmpty()) {
        throw new Violation("different leases: " + differences);
      }
    } else if (!are(words)) {
      throw new Violation(states());
    }
  }

  private void client(String name, String[] words) {
    Client client = pair().client(words[0], new Told());
    switch (name) {
      case "release", "decline" ->
          client.begin(
              SessionPlan.builder()
                  .actions(List.of(Action.valueOf(name.toUpperCase(Locale.ROOT))))
                  .build());
      case "vanish" -> client.vanish();
      case "reach" ->
          client.reach(words[1].chars().mapToObj(c -> pair().host("" + (char) c)).toList());
      default -> {
        String kind = words.length > 1 ? words[1] : "na";
        client.begin(
            SessionPlan.builder()
                .addresses(!kind.equals("pd"))
                .prefixes(!kind.equals("na"))
                .keep(true)
                .build());
      }
    }
  }

  private void leases() {
    Map<String, String> lines = new TreeMap<>();
    StringBuilder backups = new StringBuilder();
    for (Host host : pair().hosts()) {
      List<Lease> leases = host.leases();
      for (Lease lease : leases) {
        if (!isBackup(lease)) {
          lines.put(lease.resource() + " " + host.name(), describe(lease, host));
        }
      }
      long count = leases.stream().filter(Scenario::isBackup).count();
      backups.append(' ').append(host.name()).append(' ').append(count);
    }
    lines.forEach((where, what) -> output.add("    " + where + " " + what));
    output.add("    FREE-BACKUP:" + backups);
  }

  private static boolean isBackup(Lease lease) {
    return lease.status() == BindingStatus.FREE_BACKUP && !lease.owed();
  }

  /** Times are those from now. */
  private String describe(Lease lease, Host host) {
    long now = host.now().getEpochSecond();
    StringBuilder text = new StringBuilder(lease.status().toString());
    text.append(' ').append(pair().nameOf(lease.client()));
    time(text, " expires ", lease.expiresEpochSecond(), now);
    time(text, " partner-lifetime ", lease.partnerLifetimeEpochSecond(), now);
    time(text, " acked ", lease.ackedPartnerLifetimeEpochSecond(), now);
    time(text, " expiration-time ", lease.expirationTimeEpochSecond(), now);
    return text.append(lease.owed() ? " owed" : "").toString();
  }

  private static void time(StringBuilder text, String name, long at, long now) {
    if (at != 0 && at != Lease.INFINITE) {
      text.append(name).append(Texts.seconds(at - now));
    }
  }

  private void traced(String line) {
    Matcher change = CHANGE.matcher(line);
    if (change.matches()) {
      say(
          "%s %s -> %s (%s)"
              .formatted(change.group(1), change.group(2), change.group(3), change.group(4)));
    } else if (shown.equals("log")
        || line.contains(" ERROR ")
        || (line.startsWith("c") && !line.contains("Avail"))) {
      say(line);
    }
  }

  private final class Talk extends LinkTalk {
    private final TalkText text = new TalkText(duid -> pair().nameOf(duid));

    @Override
    void said(String from, String to, FailoverMessage message) {
      if (shown.equals("talk") || (shown.equals("link") && !(message instanceof Contact))) {
        say(from + " > " + to + "  " + text.of(message, pair().host(from).now()));
      }
    }
  }

  private final class Told implements Client.Ledger {
    @Override
    public void granted(Client client, HeldLease lease) {
      say(
          "%s has %s for %s, renews after %s"
              .formatted(
                  client.name(),
                  lease.resource(),
                  Texts.seconds(lease.validSeconds()),
                  Texts.seconds(lease.t1Seconds())));
    }

    @Override
    public void gaveUp(Client client, HeldLease lease, MessageType why) {
      say(client.name() + " gives up " + lease.resource() + " (" + why + ")");
    }
  }
}
