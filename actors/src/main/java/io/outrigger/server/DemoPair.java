package io.outrigger.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrigger.loadclient.LoadClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Two servers as processes, the wire between them, and what is seen of their states. */
final class DemoPair implements AutoCloseable {
  /** For a machine that has a lot else to do. */
  private static final long PATIENCE_SECONDS = 120;

  private static final long GLANCE_MILLIS = 20;
  private static final String NORMAL = "NORMAL";

  /** Something to wait for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException, CommandFailure;
  }

  private final DemoServer alpha;
  private final DemoServer beta;
  private final DemoWire wire;
  private final DemoLog alphaLog;
  private final DemoLog betaLog;
  private final DemoStates states;
  private final DemoTeller teller;
  private final LoadClock clock;

  private DemoPair(
      DemoServer alpha, DemoServer beta, DemoWire wire, DemoTeller teller, LoadClock clock) {
    this.alpha = alpha;
    this.beta = beta;
    this.wire = wire;
    this.alphaLog = new DemoLog(alpha.log());
    this.betaLog = new DemoLog(beta.log());
    this.states = new DemoStates(List.of(alpha.name(), beta.name()));
    this.teller = teller;
    this.clock = clock;
  }

  /**
   * Makes keys and configurations; starts nothing yet.
   *
   * @param clients of the fleet
   * @throws CommandFailure if no keys can be made
   */
  static DemoPair in(Path directory, int clients, DemoTeller teller, LoadClock clock)
      throws IOException, CommandFailure {
    DemoServer alpha = DemoServer.in(directory, "alpha");
    DemoServer beta = DemoServer.in(directory, "beta");
    DemoWire wire = new DemoWire();
    DemoPair pair = new DemoPair(alpha, beta, wire, teller, clock);
    makeKeys(directory.resolve("keys"), alpha, beta);
    alpha.configure(true, beta, wire.to(beta.ports().failover()), clients);
    beta.configure(false, alpha, wire.to(alpha.ports().failover()), clients);
    return pair;
  }

  /** As {@code outrigger keygen} does. */
  static void makeKeys(Path directory, DemoServer... servers) throws CommandFailure {
    for (DemoServer server : servers) {
      StringWriter said = new StringWriter();
      PrintWriter writer = new PrintWriter(said, true);
      int code =
          new CommandLine(new KeygenCommand())
              .setOut(writer)
              .setErr(writer)
              .execute("--name", server.name(), "--directory", directory.toString());
      if (code != 0) {
        throw new CommandFailure("no keys could be made: " + said.toString().strip());
      }
    }
  }

  DemoServer alpha() {
    return alpha;
  }

  DemoServer beta() {
    return beta;
  }

  DemoStates states() {
    return states;
  }

  void start(DemoServer server) throws IOException {
    server.start();
    entered(server, DemoStates.STARTED, clock.now());
  }

  /** Returns when its last moment was. */
  long kill(DemoServer server) throws InterruptedException {
    server.kill();
    long now = clock.now();
    entered(server, DemoStates.KILLED, now);
    return now;
  }

  void cut() {
    wire.cut();
  }

  void heal() {
    wire.heal();
  }

  /** Declares at one server that the other is down, as the command of this name does. */
  void declarePartnerDown(DemoServer server) throws CommandFailure, InterruptedException {
    server
        .admin()
        .command("/api/relationships/" + DemoConfiguration.RELATIONSHIP + "/partner-down");
  }

  boolean isIn(DemoServer server, String state) {
    return states.present(server.name()).equals(state);
  }

  /** Whether both servers say that they are NORMAL and hear each other. */
  boolean isNormal() throws InterruptedException {
    return isNormal(alpha) && isNormal(beta);
  }

  private boolean isNormal(DemoServer server) throws InterruptedException {
    return isIn(server, NORMAL)
        && server
            .relationship()
            .filter(each -> each.path("state").asText().equals(NORMAL))
            .filter(each -> each.path("communications").asText().equals("ok"))
            .isPresent();
  }

  /** Leases whose newest state a server has yet to tell the other; empty if one does not answer. */
  Optional<Long> owed() throws InterruptedException {
    Optional<JsonNode> here = alpha.relationship();
    Optional<JsonNode> there = beta.relationship();
    return here.flatMap(a -> there.map(b -> owed(a) + owed(b)));
  }

  private static long owed(JsonNode relationship) {
    return relationship.path("owed").asLong() + relationship.path("unacked").asLong();
  }

  /**
   * Waits for a condition, and tells of the states on the way.
   *
   * @throws CommandFailure if it takes too long or a server ends by itself
   */
  void await(String what, Condition condition)
      throws IOException, InterruptedException, CommandFailure {
    long deadline = clock.now() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    look();
    while (!condition.holds()) {
      alpha.expectAlive();
      beta.expectAlive();
      if (clock.now() > deadline) {
        throw new CommandFailure("waited " + PATIENCE_SECONDS + " s in vain until " + what);
      }
      Thread.sleep(GLANCE_MILLIS);
      look();
    }
    look();
  }

  private void look() throws IOException {
    look(alpha, alphaLog);
    look(beta, betaLog);
  }

  private void look(DemoServer server, DemoLog log) throws IOException {
    for (DemoLog.Change change : log.news()) {
      long at = Duration.between(clock.origin(), change.at()).toNanos();
      if (isIn(server, DemoStates.STARTED)) {
        states.entered(server.name(), change.from());
      }
      entered(server, change.to(), at);
    }
  }

  private void entered(DemoServer server, String state, long atNanos) {
    if (states.entered(server.name(), state)) {
      teller.state(atNanos, server.name(), state, states.standing());
    }
  }

  /** When this returns no process is left. */
  @Override
  public void close() {
    alpha.close();
    beta.close();
    wire.close();
  }
}
