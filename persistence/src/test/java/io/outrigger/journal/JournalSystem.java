package io.outrigger.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.LeaseKeeper.Held;
import io.outrigger.journal.LeaseKeeper.Recovered;
import io.outrigger.lease.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An actor system with the journal, and keepers of leases in it. */
final class JournalSystem implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ActorTestKit kit;
  private final TestProbe<Done> stored;
  private final TestProbe<Recovered> recovered;

  JournalSystem(Path directory, Setup... more) {
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "outrigger.journal.dir",
                    directory.toString(),
                    "pekko.persistence.journal.plugin",
                    OutriggerJournal.PLUGIN_ID,
                    "pekko.persistence.snapshot-store.plugin",
                    "pekko.persistence.no-snapshot-store",
                    "pekko.loglevel",
                    "WARNING"))
            .withFallback(ConfigFactory.load());
    ActorSystemSetup setup = ActorSystemSetup.create(BootstrapSetup.create(config));
    for (Setup each : more) {
      setup = setup.withSetup(each);
    }
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "journal-test", setup);
    kit = ActorTestKit.create(system);
    stored = kit.createTestProbe(Done.class);
    recovered = kit.createTestProbe(Recovered.class);
  }

  ActorTestKit kit() {
    return kit;
  }

  JournalHealth health() {
    return JournalHealth.of(kit.system());
  }

  /** Starts a keeper and does not wait for its recovery. */
  ActorRef<LeaseKeeper.Command> start(String id) {
    return kit.spawn(LeaseKeeper.create(id, recovered.ref()));
  }

  Recovered recovered() {
    return recovered.receiveMessage(PATIENCE);
  }

  /** Starts a keeper that recovers. */
  ActorRef<LeaseKeeper.Command> keeper(String id) {
    ActorRef<LeaseKeeper.Command> keeper = start(id);
    Recovered outcome = recovered();
    if (!outcome.failure().isEmpty()) {
      throw new AssertionError(outcome.failure());
    }
    return keeper;
  }

  /** Stores {@code leases} and does not wait for it. */
  void tell(ActorRef<LeaseKeeper.Command> keeper, List<Lease> leases) {
    keeper.tell(new LeaseKeeper.Store(leases, stored.ref()));
  }

  void store(ActorRef<LeaseKeeper.Command> keeper, List<Lease> leases) {
    tell(keeper, leases);
    awaitStored();
  }

  void forget(ActorRef<LeaseKeeper.Command> keeper, Ipv6Prefix resource) {
    keeper.tell(new LeaseKeeper.Forget(resource, stored.ref()));
    awaitStored();
  }

  void awaitStored() {
    stored.receiveMessage(PATIENCE);
  }

  void expectNothingStored() {
    stored.expectNoMessage(Duration.ZERO);
  }

  Map<Ipv6Prefix, Held> leases(ActorRef<LeaseKeeper.Command> keeper) {
    TestProbe<Leases.Answer> answer = kit.createTestProbe(Leases.Answer.class);
    keeper.tell(new LeaseKeeper.Get(answer.ref()));
    return answer.receiveMessage(PATIENCE).leases();
  }

  @Override
  public void close() {
    ActorTestKit.shutdown(kit.system(), PATIENCE);
  }
}
