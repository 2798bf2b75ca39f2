package io.outrigger.server;

import io.outrigger.loadclient.LoadClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What happens in the demonstration, act by act. */
final class DemoPlot {
  private static final String INTERRUPTED = "COMMUNICATIONS-INTERRUPTED";
  private static final String NORMAL = "NORMAL";

  /** A server stores every 10 s that it lives (RFC 8156 §8.3.2, TIME-OF-FAILURE). */
  private static final int CERTAIN_SECONDS = 12;

  /** Of new clients while a server dies. */
  private static final double NEWCOMERS_PER_SECOND = 100;

  private final DemoPair pair;
  private final DemoFleet fleet;
  private final DemoLedger ledger;
  private final DemoTeller teller;
  private final DemoVerdict verdict;
  private final LoadClock clock;
  private final int clients;

  /**
   * @param clients with whom it begins; in the end there are twice as many
   */
  DemoPlot(
      DemoPair pair,
      DemoFleet fleet,
      DemoLedger ledger,
      DemoTeller teller,
      DemoVerdict verdict,
      LoadClock clock,
      int clients) {
    this.pair = pair;
    this.fleet = fleet;
    this.ledger = ledger;
    this.teller = teller;
    this.verdict = verdict;
    this.clock = clock;
    this.clients = clients;
  }

  /**
   * @throws CommandFailure if something that has to come does not
   */
  void play() throws IOException, InterruptedException, CommandFailure {
    begin();
    kill();
    partnerDown();
    cut();
    compare();
  }

  private void begin() throws IOException, InterruptedException, CommandFailure {
    teller.act("1. Two servers meet for the first time, and clients come");
    int alpha = pair.states().mark(pair.alpha().name());
    pair.start(pair.alpha());
    pair.start(pair.beta());
    pair.await("both servers are NORMAL", pair::isNormal);
    DemoFleet.Pair first = fleet.come(clients, clients);
    pair.await("the first clients have leases", first::isServed);
    teller.say(leased(clients) + " and renew them every " + DemoConfiguration.T1_SECONDS + " s");
    teller.say(
        "lifetimes: %d s at first, the MCLT, since the partner does not know of them yet"
            .formatted(DemoConfiguration.MCLT_SECONDS));
    pair.await(
        "clients have the lifetimes that are configured",
        () -> ledger.heldFor(DemoConfiguration.VALID_SECONDS) >= 2 * clients);
    teller.say(
        "%d s after a renewal, since the partner has acked that much"
            .formatted(DemoConfiguration.VALID_SECONDS));
    expect("alpha", alpha, "STARTUP", "RECOVER", NORMAL);
  }

  private void kill() throws IOException, InterruptedException, CommandFailure {
    teller.act("2. The primary dies by kill -9, new clients come, and it returns soon");
    int beta = pair.states().mark(pair.beta().name());
    int leases = ledger.wants();
    pair.await("each has told the other what it owes", this::nothingOwed);
    long struck = clock.now();
    long killed = pair.kill(pair.alpha());
    DemoFleet.Pair newcomers = fleet.come(newcomers(2), NEWCOMERS_PER_SECOND);
    pair.await("a new client has a lease", () -> ledger.firstBegunSince(killed).isPresent());
    OptionalLong first = ledger.firstBegunSince(killed);
    double seconds = (first.orElse(killed) - struck) / 1e9;
    verdict.seconds("from the kill to the first new lease", seconds);
    teller.say(
        String.format(Locale.ROOT, "the first new lease came %.2f s after the kill", seconds));
    pair.await("all new clients have leases", newcomers::isServed);
    teller.say("all " + leased(newcomers.size()));
    pair.await("all clients of before have renewed", () -> ledger.renewedSince(killed) >= leases);
    teller.say(
        "all %d clients of before have renewed the same leases at the secondary"
            .formatted(clients));
    verdict.seconds("from the kill until all clients had renewed", since(killed));
    int alpha = pair.states().mark(pair.alpha().name());
    pair.start(pair.alpha());
    pair.await("both servers are NORMAL again", pair::isNormal);
    teller.say("the primary is back; nobody had to do anything");
    pair.await("each has told the other what it owes", this::nothingOwed);
    expect("beta", beta, INTERRUPTED, NORMAL);
    expect("alpha", alpha, "STARTUP", NORMAL);
  }

  private void partnerDown() throws IOException, InterruptedException, CommandFailure {
    teller.act("3. It dies again, and the operator declares partner-down");
    int beta = pair.states().mark(pair.beta().name());
    long killed = pair.kill(pair.alpha());
    pair.await("the secondary has noticed", () -> pair.isIn(pair.beta(), INTERRUPTED));
    // Before that the primary, when it returns, could not tell whether it had still served.
    pair.await("it is certain when the primary ended", () -> since(killed) > CERTAIN_SECONDS);
    pair.declarePartnerDown(pair.beta());
    pair.await("the secondary is alone", () -> pair.isIn(pair.beta(), "PARTNER-DOWN"));
    long alone = clock.now();
    int alpha = pair.states().mark(pair.alpha().name());
    pair.start(pair.alpha()); // it takes its time; meanwhile there are clients to serve
    DemoFleet.Pair newcomers = fleet.come(newcomers(4), NEWCOMERS_PER_SECOND);
    pair.await("all new clients have leases", newcomers::isServed);
    int unbounded = ledger.begunSince(alone, DemoConfiguration.VALID_SECONDS);
    teller.say(
        "%d new clients have %d leases for %d s at once: no MCLT without a partner"
            .formatted(newcomers.size(), unbounded, DemoConfiguration.VALID_SECONDS));
    pair.await(
        "the primary has recovered",
        () -> pair.states().missing("alpha", alpha, List.of("RECOVER-WAIT")).isEmpty());
    teller.say("it has all leases again, and waits until what it may have promised has run out");
    pair.await("both servers are NORMAL again", pair::isNormal);
    pair.await("each has told the other what it owes", this::nothingOwed);
    teller.say("recovered %s s after it died".formatted(decimal(since(killed))));
    verdict.seconds("from the second kill until it had recovered", since(killed));
    expect("beta", beta, INTERRUPTED, "PARTNER-DOWN", NORMAL);
    expect("alpha", alpha, "STARTUP", "RECOVER", "RECOVER-WAIT", "RECOVER-DONE", NORMAL);
  }

  private void cut() throws IOException, InterruptedException, CommandFailure {
    teller.act("4. The network is cut in two: each half of the clients reaches one server");
    int alpha = pair.states().mark(pair.alpha().name());
    int beta = pair.states().mark(pair.beta().name());
    int before = fleet.size();
    int leases = ledger.wants();
    long cut = clock.now();
    pair.cut();
    fleet.split();
    teller.say("the wire is silent; neither server knows whether the other one lives");
    DemoFleet.Pair newcomers = fleet.come(newcomers(4), NEWCOMERS_PER_SECOND);
    pair.await(
        "both servers have noticed",
        () -> pair.isIn(pair.alpha(), INTERRUPTED) && pair.isIn(pair.beta(), INTERRUPTED));
    pair.await("new clients of both halves have leases", newcomers::isServed);
    teller.say(
        "%d new clients in the west have leases of alpha, %d in the east of beta"
            .formatted(newcomers.west().size(), newcomers.east().size()));
    pair.await(
        "all clients have renewed within their half", () -> ledger.renewedSince(cut) >= leases);
    teller.say("all %d clients of before have renewed within their half".formatted(before));
    long healed = clock.now();
    pair.heal();
    fleet.join();
    teller.say("the wire is whole again");
    pair.await("both servers are NORMAL again", pair::isNormal);
    fleet.close();
    teller.say("all %d clients stop, so that what they know stands still".formatted(fleet.size()));
    pair.await("nothing is owed", this::nothingOwed);
    teller.say("each server has told the other all that it knows");
    verdict.seconds("from the healed network until nothing was owed", since(healed));
    expect("alpha", alpha, INTERRUPTED, NORMAL);
    expect("beta", beta, INTERRUPTED, NORMAL);
  }

  private void compare() throws IOException, InterruptedException, CommandFailure {
    teller.act("5. What the clients were told is held against what the servers know");
    List<DemoLedger.Promise> promises = ledger.promises();
    DemoDatabase alpha = DemoDatabase.read(pair.alpha());
    DemoDatabase beta = DemoDatabase.read(pair.beta());
    teller.say(
        "clients: %d leases; alpha: %d; beta: %d"
            .formatted(promises.size(), alpha.active(), beta.active()));
    verdict.count("clients", fleet.size());
    verdict.count("leases that they hold, an address and a prefix each", promises.size());
    if (!ledger.more().isEmpty()) {
      verdict.count("of them beside another one", ledger.more().size());
    }
    List<String> twoHands = new ArrayList<>(ledger.doubleHolders());
    twoHands.addAll(alpha.inTwoHands(beta));
    verdict.check("resources in two hands", twoHands);
    verdict.check("leases that a client lost or that changed", ledger.losses());
    verdict.check("clients without an address or a prefix", without());
    verdict.check("leases that the primary does not know", alpha.missing(promises, clock));
    verdict.check("leases that the secondary does not know", beta.missing(promises, clock));
    List<String> differences = new ArrayList<>(alpha.differences(beta));
    differences.addAll(alpha.listedTwice());
    differences.addAll(beta.listedTwice());
    verdict.check("differences between the two databases", differences);
    List<String> unclean = new ArrayList<>();
    for (DemoServer server : List.of(pair.beta(), pair.alpha())) {
      int code = server.stop();
      if (code != 0) {
        unclean.add(server.name() + " was told to stop and did with exit code " + code);
      }
    }
    verdict.check("unclean stops", unclean);
    teller.say("both servers were told to stop, and did");
  }

  private boolean nothingOwed() throws InterruptedException {
    return pair.owed().filter(owed -> owed == 0).isPresent();
  }

  private List<String> without() {
    int missing = 2 * fleet.size() - ledger.wants();
    return missing == 0 ? List.of() : List.of(missing + " leases are missing");
  }

  private void expect(String server, int mark, String... states) {
    verdict.check(
        "states that did not come as RFC 8156 has them",
        pair.states().missing(server, mark, List.of(states)));
  }

  /** A part of as many as the fleet has, one for each side at least. */
  private int newcomers(int part) {
    return Math.max(2, clients / part);
  }

  private static String leased(int clients) {
    return clients + " clients have an address and a prefix each";
  }

  private double since(long nanos) {
    return (clock.now() - nanos) / 1e9;
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
