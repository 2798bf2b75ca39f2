package io.outrigger.loadclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code client} command: many DHCPv6 clients for tests and load. */
@Command(
    name = "client",
    description = {
      "DHCPv6 clients for tests and load: relayed (the default), on a link, or unicast.",
      "Exits with 1 if no exchange was completed, or --verify found a lease with two holders."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
public final class ClientCommand implements Callable<Integer> {
  private final LongSupplier nanoTime;
  private final InstantSource wallClock;

  @Spec private CommandSpec spec;
  @Mixin private PathOptions pathOptions;
  @Mixin private SessionOptions sessionOptions;

  @Option(
      names = "--clients",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many clients there are; they take turns (default: ${DEFAULT-VALUE}).")
  private long clients;

  @Option(
      names = "--first-client",
      defaultValue = "0",
      paramLabel = "N",
      description = "Leaves out the first N clients of the seed (default: ${DEFAULT-VALUE}).")
  private long firstClient;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Makes the DUIDs and all chance of the run (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      defaultValue = "100",
      paramLabel = "R",
      description = "Exchanges begun a second, evenly, done or not (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--exchanges",
      paramLabel = "N",
      description = "How many to begin (default: one a client, if there is no --duration).")
  private long exchanges;

  @Option(
      names = "--duration",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "For how long to begin exchanges, or with --keep to run.")
  private @Nullable Duration duration;

  @Option(
      names = "--drain",
      converter = DurationConverter.class,
      defaultValue = "30s",
      paramLabel = "TIME",
      description = "How long to wait for what is under way at the end (default: 30s).")
  private Duration drain;

  @Option(
      names = "--malformed",
      paramLabel = "N",
      description = "Send N malformed datagrams in between.")
  private long malformed;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "Append every lease of every REPLY as a line of JSON, before going on.")
  private @Nullable Path ledgerFile;

  @Option(names = "--verify", description = "Fail if a lease ever had two holders at once.")
  private boolean verify;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  /**
   * @param nanoTime as {@code System.nanoTime}
   */
  public ClientCommand(LongSupplier nanoTime, InstantSource wallClock) {
    this.nanoTime = nanoTime;
    this.wallClock = wallClock;
  }

  @Override
  public Integer call() throws InterruptedException {
    LoadPlan plan = plan();
    ClientPath path = pathOptions.path(spec);
    LoadClock clock = LoadClock.starting(nanoTime, wallClock.instant());
    try (ClientTransport transport = pathOptions.open(spec);
        Ledger ledger = ledgerFile == null ? Ledger.NONE : FileLedger.append(ledgerFile, clock)) {
      LoadEngine engine =
          new LoadEngine(plan, path, transport, clock, new SplittableRandom(seed), ledger);
      return new Stoppable(engine::stop, () -> runAndReport(engine)).call();
    } catch (IOException | UncheckedIOException e) {
      spec.commandLine().getErr().println("outrigger: " + e.getMessage());
      return spec.exitCodeOnExecutionException();
    }
  }

  private LoadPlan plan() {
    boolean endless = duration == null && exchanges == 0;
    try {
      return new LoadPlan(
          sessionOptions.plan(spec),
          seed,
          firstClient,
          clients,
          endless || (sessionOptions.keeps() && exchanges == 0) ? clients : exchanges,
          rate,
          duration == null ? 0 : duration.toNanos(),
          drain.toNanos(),
          malformed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private int runAndReport(LoadEngine engine) {
    LoadReport report = engine.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(report));
    } else {
      ReportText.lines(report).forEach(out::println);
    }
    out.flush();
    boolean failed = report.completed() == 0 || (verify && report.violationCount() > 0);
    return failed ? spec.exitCodeOnExecutionException() : spec.exitCodeOnSuccess();
  }

  private static String json(LoadReport report) {
    try {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is plain data", e);
    }
  }
}
