package io.outrigger.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrigger.loadclient.LoadClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows on loopback what a failover pair is for. */
@Command(
    name = "demo",
    description = {
      "Shows on this machine what a failover pair is for; takes about two minutes.",
      "It starts two servers on loopback, leases addresses and prefixes to a fleet of clients, kills"
          + " the primary with SIGKILL, serves those who come, brings it back, kills it again and"
          + " declares partner-down, cuts the network between the servers, heals it, and compares what"
          + " every client was told with what both servers know. Needs no root and leaves nothing"
          + " behind; exit code 1 if anything did not hold."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class DemoCommand implements Callable<Integer> {
  private static final int LEAST_CLIENTS = 2;
  private static final int MOST_CLIENTS = 4_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--clients",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "With how many clients it begins, 2 to 4000; as many come later (default:"
              + " ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the clients (default: another every time).")
  private @Nullable Long seed;

  @Option(names = "--keep", description = "Leave configurations, keys, states and logs.")
  private boolean keep;

  @Option(names = "--json", description = "One JSON object in the end instead of a story.")
  private boolean json;

  private final LoadClock clock = LoadClock.starting(System::nanoTime, Instant.now());
  private final DemoVerdict verdict = new DemoVerdict();

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailure {
    if (clients < LEAST_CLIENTS || clients > MOST_CLIENTS) {
      throw new ParameterException(
          spec.commandLine(), "--clients: " + LEAST_CLIENTS + " to " + MOST_CLIENTS);
    }
    long chosen = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
    DemoTeller teller = new DemoTeller(clock, out(), json);
    Path directory = Files.createTempDirectory("outrigger-demo-");
    DemoPair pair = DemoPair.in(directory, clients, teller, clock);
    Thread atExit =
        new Thread(
            () -> {
              teller.end();
              endOf(pair, directory);
            },
            "demo-end");
    Runtime.getRuntime().addShutdownHook(atExit);
    play(pair, teller, chosen);
    awaitEndIfInterrupted(atExit);
    keep |= !verdict.holds();
    endOf(pair, directory);
    conclude(directory, teller, chosen);
    return verdict.holds() ? spec.exitCodeOnSuccess() : spec.exitCodeOnExecutionException();
  }

  /** After Ctrl-C the hook ends everything, the JVM too: nothing is left to say here. */
  private static void awaitEndIfInterrupted(Thread atExit) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      new CountDownLatch(1).await();
    }
  }

  /** What breaks the story off is part of the verdict. */
  private void play(DemoPair pair, DemoTeller teller, long chosen) throws InterruptedException {
    teller.say(
        "a primary, alpha, and a secondary, beta, on loopback, with TLS between them; MCLT %d s"
            .formatted(DemoConfiguration.MCLT_SECONDS));
    teller.say(
        "%d clients behind relay agents that reach both; seed %d".formatted(clients, chosen));
    DemoLedger ledger = new DemoLedger();
    int alpha = pair.alpha().ports().dhcp();
    int beta = pair.beta().ports().dhcp();
    try (DemoFleet fleet = new DemoFleet(alpha, beta, chosen, clock, ledger)) {
      new DemoPlot(pair, fleet, ledger, teller, verdict, clock, clients).play();
    } catch (CommandFailure | IOException e) {
      String reason = e instanceof CommandFailure ? String.valueOf(e.getMessage()) : e.toString();
      verdict.check("acts that broke off", List.of(reason));
      teller.say(reason);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void conclude(Path directory, DemoTeller teller, long chosen) throws IOException {
    double seconds = clock.now() / 1e9;
    if (json) {
      ObjectNode result = AdminClient.JSON.createObjectNode();
      result.put("seed", chosen).put("seconds", Math.round(seconds * 100) / 100.0);
      verdict.into(result);
      result.set("events", teller.events());
      result.put("directory", keep ? directory.toString() : null);
      out().println(AdminClient.JSON.writeValueAsString(result));
      return;
    }
    out().println();
    verdict.lines().forEach(out()::println);
    out().println();
    out()
        .println(
            verdict.holds()
                ? "No client lost a lease, and no resource was in two hands."
                : "FAILED: %d things above are wrong.".formatted(verdict.wrong().size()));
    out().println(String.format(Locale.ROOT, "It took %.0f s.", seconds));
    if (keep) {
      out().println("Configurations, keys, states and logs (server.log) are in " + directory);
    }
  }

  private void endOf(DemoPair pair, Path directory) {
    pair.close();
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
