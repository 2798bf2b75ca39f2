package io.outrigger.server;

import io.outrigger.loadclient.LoadClock;
import io.outrigger.loadclient.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on loopback that a server which is killed under load forgets no lease. */
@Command(
    name = "demo",
    description = {
      "Shows on this machine that a server killed under load forgets no lease.",
      "It starts a server on loopback, leases addresses and prefixes to a fleet of clients, kills the"
          + " server with SIGKILL while more clients come, starts it again, and compares what every"
          + " client was told with what the server knows. Needs no root and leaves nothing behind."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class DemoCommand implements Callable<Integer> {
  private static final int T1_SECONDS = 5;
  private static final int NEWCOMERS = 3_000;
  private static final int NEWCOMERS_PER_SECOND = 600;
  private static final int NEWCOMERS_FROM = 1_000_000;
  private static final long PATIENCE_SECONDS = 45;

  @Spec private CommandSpec spec;

  @Option(
      names = "--clients",
      defaultValue = "200",
      paramLabel = "N",
      description = "How many clients the fleet has (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the clients and of the moment of the kill (default: another every time).")
  private @Nullable Long seed;

  @Option(names = "--keep", description = "Leave configuration, state and log of the server.")
  private boolean keep;

  private final LoadClock clock = LoadClock.starting(System::nanoTime, Instant.now());
  private final DemoLedger ledger = new DemoLedger();
  private final List<String> failures = new ArrayList<>();
  private final List<String> summary = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailure {
    long chosen = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
    Path directory = Files.createTempDirectory("outrigger-demo-");
    DemoServer server = DemoServer.in(directory, T1_SECONDS);
    Thread atExit = new Thread(() -> endOf(server, directory), "demo-end");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      say(
          "one server on loopback and %d clients behind a relay; seed %d"
              .formatted(clients, chosen));
      play(server, chosen);
    } finally {
      Runtime.getRuntime().removeShutdownHook(atExit);
      keep |= !failures.isEmpty();
      endOf(server, directory);
    }
    conclude(directory);
    return failures.isEmpty() ? spec.exitCodeOnSuccess() : spec.exitCodeOnExecutionException();
  }

  private void play(DemoServer server, long chosen)
      throws IOException, InterruptedException, CommandFailure {
    long begin = clock.now();
    server.start();
    say("the server is up (process %d, %.1f s)".formatted(server.pid(), since(begin)));
    try (DemoClients fleet = DemoClients.fleet(server.dhcpPort(), chosen, clients, clock, ledger)) {
      await("the fleet has its leases", () -> ledger.promises().size() >= 2 * clients);
      say(
          "%d clients hold an address and a prefix each, and renew every %d s"
              .formatted(clients, T1_SECONDS));
      try (DemoClients newcomers =
          DemoClients.newcomers(
              server.dhcpPort(),
              chosen,
              NEWCOMERS_FROM,
              NEWCOMERS,
              NEWCOMERS_PER_SECOND,
              clock,
              ledger)) {
        Thread.sleep(1_000 + new Random(chosen).nextInt(1_500));
        crash(server, newcomers);
        long back = clock.now();
        LoadReport report = ended(newcomers);
        say(
            "%d newcomers have leases, %d came away without"
                .formatted(report.completed(), report.started() - report.completed()));
        await(
            "the fleet renews with the server that came back",
            () -> ledger.renewedSince(back) >= 2 * clients);
        say(
            "all %d clients of the fleet have renewed since; RENEW messages in all: %d"
                .formatted(clients, fleet.soFar().sent().getOrDefault("renew", 0L)));
      }
    }
    compare("after the run", server, ledger.promises());
    check("clients that lost a lease or got another one", ledger.changes());
    check("leases with two holders", ledger.doubleHolders());
    int code = server.stop();
    say("the server was told to stop and did, with exit code %d".formatted(code));
    check("unclean stops", code == 0 ? List.of() : List.of("SIGTERM: exit code " + code));
  }

  private void crash(DemoServer server, DemoClients newcomers)
      throws IOException, InterruptedException, CommandFailure {
    server.kill();
    long killed = clock.now();
    List<DemoLedger.Promise> promises = ledger.promises();
    long underWay = newcomers.soFar().started() - newcomers.soFar().completed();
    say(
        "SIGKILL: %d clients have been promised %d leases, %d exchanges are under way"
            .formatted(ledger.clients(), promises.size(), underWay));
    server.start();
    say("a new process (%d) serves after %.1f s".formatted(server.pid(), since(killed)));
    compare("promised before the kill", server, promises);
  }

  private void compare(String which, DemoServer server, List<DemoLedger.Promise> promises)
      throws InterruptedException, CommandFailure {
    DemoDatabase database = DemoDatabase.read(server.admin());
    List<String> missing = database.missing(promises, clock);
    say(
        "leases %s: the clients say %d, the server knows %d of them"
            .formatted(which, promises.size(), promises.size() - missing.size()));
    summary.add(row("leases " + which, promises.size()));
    check("  of them unknown to the server", missing);
    check("  recorded twice", database.listedTwice());
  }

  private void check(String name, List<String> wrong) {
    summary.add(row(name, wrong.size()));
    failures.addAll(wrong);
  }

  private static String row(String name, int count) {
    return String.format(Locale.ROOT, "  %-50s %7d", name, count);
  }

  private LoadReport ended(DemoClients newcomers) throws InterruptedException, CommandFailure {
    await("the newcomers are done", () -> newcomers.report().isDone());
    return newcomers.report().join();
  }

  private void await(String what, BooleanSupplier condition)
      throws InterruptedException, CommandFailure {
    long deadline = clock.now() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (clock.now() > deadline) {
        keep = true;
        throw new CommandFailure("waited " + PATIENCE_SECONDS + " s in vain until " + what);
      }
      Thread.sleep(20);
    }
  }

  private double since(long nanos) {
    return (clock.now() - nanos) / 1e9;
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%5.1f s  %s%n", since(0), text);
    out.flush();
  }

  private void conclude(Path directory) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    summary.forEach(out::println);
    out.println();
    failures.stream().limit(10).forEach(failure -> out.println("  " + failure));
    out.println(
        failures.isEmpty()
            ? "Every lease that a client was promised survived the kill."
            : "FAILED: " + failures.size() + " things above are wrong.");
    if (keep) {
      out.println("Configuration, state and log of the server are in " + directory);
    }
  }

  private void endOf(DemoServer server, Path directory) {
    server.close();
    if (keep) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("outrigger: " + directory + " is left: " + e);
    }
  }
}
