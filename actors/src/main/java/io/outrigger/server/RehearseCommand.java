package io.outrigger.server;

import io.outrigger.config.ConfigLoader;
import io.outrigger.config.LoadedConfig;
import io.outrigger.endpoint.FailoverState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs a pair of servers in this process under some seconds of load, and replaces one of them by a
 * blank one, for a JVM that is told to remember which classes and methods a server needs: {@code
 * scripts/outrigger} makes its cache for faster starts of it. Nobody else has a use for it.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Runs a pair in this process under load for some seconds, and ends.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RehearseCommand implements Callable<Integer> {
  private static final int CLIENTS = 1_000;
  private static final long PATIENCE_SECONDS = 60;
  private static final long GLANCE_MILLIS = 20;
  private static final Set<FailoverState> NORMAL = Set.of(FailoverState.NORMAL);
  private static final Set<FailoverState> TOLD_ALL =
      Set.of(FailoverState.RECOVER_WAIT, FailoverState.RECOVER_DONE, FailoverState.NORMAL);

  @Spec private CommandSpec spec;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      paramLabel = "N",
      description = "Of load (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException, CommandFailure {
    Logging.toStandardOutput(Logging.Format.TEXT, Logging.Level.WARN);
    Path directory = Files.createTempDirectory("outrigger-rehearsal-");
    List<RunningServer> running = new ArrayList<>();
    try {
      DemoServer alpha = DemoServer.in(directory, "alpha");
      DemoServer beta = DemoServer.in(directory, "beta");
      DemoPair.makeKeys(directory.resolve("keys"), alpha, beta);
      alpha.configure(true, beta, beta.ports().failover(), CLIENTS);
      beta.configure(false, alpha, alpha.ports().failover(), CLIENTS);
      running.add(start(alpha));
      running.add(start(beta));
      await("NORMAL on both", () -> running.stream().allMatch(each -> isIn(each, NORMAL)));
      load(alpha);
      running.removeLast().close();
      delete(directory.resolve("beta").resolve("state"));
      running.add(start(beta));
      await("all updates at the blank one", () -> isIn(running.getLast(), TOLD_ALL));
    } finally {
      running.forEach(RunningServer::close);
      delete(directory);
    }
    return spec.exitCodeOnSuccess();
  }

  private static RunningServer start(DemoServer server) throws CommandFailure {
    if (!(ConfigLoader.loadToServe(server.configuration()) instanceof LoadedConfig.Ok ok)) {
      throw new CommandFailure("the configuration made for the rehearsal is wrong");
    }
    return switch (RunningServer.start(ok.config(), server.configuration())) {
      case RunningServer.Start.Refused refused ->
          throw new CommandFailure(String.join("; ", refused.reasons()));
      case RunningServer.Start.Running started -> started.server();
    };
  }

  private static void await(String what, BooleanSupplier condition)
      throws InterruptedException, CommandFailure {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailure("not within " + PATIENCE_SECONDS + " s: " + what);
      }
      Thread.sleep(GLANCE_MILLIS);
    }
  }

  private static boolean isIn(RunningServer server, Set<FailoverState> states) {
    return server.server().isReady()
        && server.server().relationshipViews().stream()
            .allMatch(each -> states.contains(each.state()));
  }

  /** What clients do, by the command of this name. */
  private void load(DemoServer server) throws CommandFailure {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    int code =
        Main.run(
            writer,
            writer,
            "client",
            "--server=[::1]:" + server.ports().dhcp(),
            "--link-address=2001:db8:d::1",
            "--ia=na,pd",
            "--renew=now",
            "--clients=" + CLIENTS,
            "--rate=" + CLIENTS,
            "--duration=" + seconds + "s");
    if (code != 0) {
      throw new CommandFailure("no client was served: " + said.toString().strip());
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
