package io.outrigger.simulation;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Lets what Pekko makes by the names of classes find the process that it belongs to. */
final class Processes {
  private static final String KEY = "outrigger-simulation.process";
  private static final AtomicLong LAST = new AtomicLong();
  private static final Map<String, ServerProcess> ALL = new ConcurrentHashMap<>();
  private static final List<String> DISPATCHERS =
      List.of(
          "pekko.actor.default-dispatcher",
          "pekko.actor.internal-dispatcher",
          "pekko.actor.default-blocking-io-dispatcher",
          "pekko.persistence.dispatchers.default-plugin-dispatcher",
          "pekko.persistence.dispatchers.default-replay-dispatcher",
          "pekko.persistence.dispatchers.default-stream-dispatcher",
          "outrigger.pool-dispatcher",
          "outrigger.partner-dispatcher",
          "outrigger.admin-dispatcher",
          "outrigger.journal.write-dispatcher",
          "outrigger.journal.read-dispatcher");

  private Processes() {}

  /** The configuration of an actor system that runs as {@code process}. */
  static Config config(ServerProcess process) {
    String id = Long.toString(LAST.incrementAndGet());
    ALL.put(id, process);
    Map<String, Object> values = new HashMap<>();
    values.put(KEY, id);
    values.put("pekko.scheduler.implementation", WorldScheduler.class.getName());
    values.put("pekko.loggers", List.of("org.apache.pekko.event.Logging$StandardOutLogger"));
    values.put("pekko.logging-filter", "org.apache.pekko.event.DefaultLoggingFilter");
    values.put("pekko.use-slf4j", "off");
    values.put("pekko.library-extensions", List.of()); // streams would block the one thread
    values.put("pekko.loglevel", "ERROR");
    values.put("pekko.stdout-loglevel", "ERROR");
    values.put("pekko.log-dead-letters", "off");
    values.put("pekko.log-dead-letters-during-shutdown", "off");
    for (String dispatcher : DISPATCHERS) {
      values.put(dispatcher + ".type", "Dispatcher");
      values.put(dispatcher + ".executor", WorldExecutor.class.getName());
      values.put(dispatcher + ".throughput", 1);
      values.put(dispatcher + ".throughput-deadline-time", "0ms");
    }
    return ConfigFactory.parseMap(values);
  }

  /** The process of that configuration. */
  static ServerProcess of(Config config) {
    ServerProcess process = ALL.get(config.getString(KEY));
    if (process == null) {
      throw new IllegalStateException("not a process of this world");
    }
    return process;
  }

  static void forget(ServerProcess process) {
    ALL.values().remove(process);
  }
}
