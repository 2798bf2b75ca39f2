package io.outrigger.server;

import io.outrigger.admin.Commanded;
import io.outrigger.config.ConfigLoader;
import io.outrigger.config.ConfigProblem;
import io.outrigger.config.LoadedConfig;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import io.outrigger.partner.PartnerTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the file of a running server again and puts it in force if nothing is wrong with it. */
final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  /** A pool ends after its journal write; only one that cannot write takes this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path file;
  private final OutriggerServer server;
  private final Executor reading;
  private final Runnable afterwards;
  private final AtomicBoolean underWay = new AtomicBoolean();

  /**
   * @param reading where files are read
   * @param afterwards run when another configuration is in force
   */
  Reloader(Path file, OutriggerServer server, Executor reading, Runnable afterwards) {
    this.file = file;
    this.server = server;
    this.reading = reading;
    this.afterwards = afterwards;
  }

  /** As {@link io.outrigger.admin.ServerView#reload}; what comes of it is logged too. */
  CompletionStage<Commanded> reload() {
    if (!underWay.compareAndSet(false, true)) {
      return CompletableFuture.completedStage(new Commanded.Refused("another reload is under way"));
    }
    CompletableFuture<Commanded> reloaded =
        CompletableFuture.supplyAsync(this::begin, reading)
            .thenCompose(stage -> stage)
            .whenComplete(
                (outcome, failure) -> {
                  underWay.set(false);
                  log(outcome, failure);
                });
    // The answer may be late; the reload goes on.
    return reloaded.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private CompletionStage<Commanded> begin() {
    return switch (ConfigLoader.loadToServe(file)) {
      case LoadedConfig.Failed failed ->
          invalid(failed.errors().stream().map(ConfigProblem::toString).toList());
      case LoadedConfig.Ok ok -> {
        ok.warnings().forEach(warning -> LOG.warn("{}", warning));
        yield apply(ok.config());
      }
    };
  }

  private CompletionStage<Commanded> apply(OutriggerConfig next) {
    List<String> refusals = ReloadRules.refusals(server.config(), next);
    if (!refusals.isEmpty()) {
      return invalid(refusals.stream().map(each -> file + ": " + each).toList());
    }
    TlsMaterial material = TlsMaterial.load(next.failover(), server.clock().instant());
    if (!material.errors().isEmpty()) {
      return invalid(material.errors());
    }
    material.warnings().forEach(LOG::warn);
    List<String> changes = new ArrayList<>(ReloadChanges.of(server.config(), next));
    server
        .tls()
        .forEach(
            (name, before) -> {
              PartnerTls now = material.tls().get(name);
              if (now != null && !now.equals(before)) {
                changes.add("TLS of relationship " + name + " changed");
              }
            });
    return server
        .apply(next, material.tls())
        .thenApply(
            _done -> {
              afterwards.run();
              return new Commanded.Done(
                  changes.isEmpty()
                      ? file + " is as it was"
                      : file + " is in force: " + String.join(", ", changes));
            });
  }

  private static CompletionStage<Commanded> invalid(List<String> errors) {
    return CompletableFuture.completedStage(new Commanded.Invalid(errors));
  }

  private void log(@Nullable Commanded outcome, @Nullable Throwable failure) {
    switch (outcome) {
      case Commanded.Done done ->
          EventLine.of(EventId.RELOAD_APPLIED)
              .with("file", file)
              .with("changes", done.text())
              .to(LOG);
      case Commanded.Invalid invalid ->
          invalid
              .errors()
              .forEach(
                  error ->
                      EventLine.of(EventId.RELOAD_REFUSED)
                          .with("file", file)
                          .with("reason", error)
                          .to(LOG));
      case null, default -> LOG.error("reloading {} failed", file, failure);
    }
  }
}
