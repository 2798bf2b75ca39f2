package io.outrigger.journal;

import static io.outrigger.journal.JournalSystem.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.journal.LeaseKeeper.Held;
import io.outrigger.journal.LeaseKeeper.Recovered;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

class OutriggerJournalTest {
  @TempDir private Path directory;

  /** The numbers of all events stored. */
  private List<Long> storedEvents() {
    List<Long> numbers = new ArrayList<>();
    try (JournalDirectory journal = new JournalDirectory(directory);
        KeyValueStore store = journal.open()) {
      store.scan(
          new byte[] {'e'}, new byte[] {'f'}, (key, value) -> numbers.add(Keys.sequenceNr(key)));
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
    return numbers;
  }

  @Test
  void leasesAndNumbersSurviveARestartAndTheDiskHoldsOneEventALease() {
    Map<Ipv6Prefix, Held> before;
    try (JournalSystem system = new JournalSystem(directory)) {
      ActorRef<LeaseKeeper.Command> keeper = system.keeper("pool-a");
      system.store(keeper, Leases.active(0, 100, 0)); // 1 to 100
      system.store(keeper, Leases.active(10, 20, 1)); // 101 to 110, superseding 11 to 20
      system.forget(keeper, Leases.resource(0)); // 111, superseding 1
      system.forget(keeper, Leases.resource(1)); // 112, superseding 2 and 111
      before = system.leases(keeper);
      assertThat(before).hasSize(98);
    }
    assertThat(storedEvents()).hasSize(98 + 1).doesNotContain(1L, 2L, 11L, 20L, 111L);

    try (JournalSystem system = new JournalSystem(directory)) {
      ActorRef<LeaseKeeper.Command> keeper = system.start("pool-a");
      assertThat(system.recovered()).isEqualTo(new Recovered(112, ""));
      assertThat(system.leases(keeper)).isEqualTo(before);
      system.store(keeper, Leases.active(0, 1, 2));
      assertThat(system.leases(keeper).get(Leases.resource(0)))
          .isEqualTo(new Held(Leases.active(0, 2), 113));
    }
  }

  @Test
  void writesOfSeveralPoolsShareASync() {
    MemoryDisk disk = new MemoryDisk();
    JournalSetup setup = new JournalSetup(disk, new WriterThread("writer"), InstantSource.system());
    try (JournalSystem system = new JournalSystem(directory, setup)) {
      List<ActorRef<LeaseKeeper.Command>> keepers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        keepers.add(system.keeper("pool-" + i));
      }
      CountDownLatch syncing = new CountDownLatch(1);
      disk.beforeSync(() -> awaitUninterruptibly(syncing));
      for (ActorRef<LeaseKeeper.Command> keeper : keepers) {
        system.tell(keeper, Leases.active(0, 3, 0));
      }
      await().atMost(PATIENCE).until(() -> system.health().waiting() == 5);
      system.expectNothingStored();

      syncing.countDown();
      keepers.forEach(keeper -> system.awaitStored());
      assertThat(disk.writes()).isBetween(1, 2); // the first to come, and all that gathered
      assertThat(system.health().counters().events()).isEqualTo(15);
      assertThat(system.health().counters().syncs()).isEqualTo(disk.writes());
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFailingDiskHoldsWritesUntilItWorksAgain() {
    MemoryDisk disk = new MemoryDisk();
    ImpatientTurns turns = new ImpatientTurns();
    JournalSetup setup = new JournalSetup(disk, turns, InstantSource.system());
    try (JournalSystem system = new JournalSystem(directory, setup)) {
      ActorRef<LeaseKeeper.Command> keeper = system.keeper("pool-a");
      disk.failWrites(MemoryDisk.failure(StoreException.Kind.IO));
      system.tell(keeper, Leases.active(0, 3, 0));
      await()
          .atMost(PATIENCE)
          .until(() -> system.health().state() instanceof JournalHealth.State.Stalled);
      await().atMost(PATIENCE).until(() -> disk.opened() > 3); // it has tried again and again
      system.expectNothingStored();
      disk.failWrites(null);
      system.awaitStored();
      assertThat(system.health().state()).isEqualTo(new JournalHealth.State.Working());
      assertThat(system.leases(keeper)).hasSize(3);
    }
  }

  @Test
  void aWriteOfWhichOneEventCannotBeStoredIsRejectedWhole() {
    try (JournalSystem system = new JournalSystem(directory)) {
      ActorSystem classic = Adapter.toClassic(system.kit().system());
      TestKit probe = new TestKit(classic);
      org.apache.pekko.actor.ActorRef journal =
          Persistence.get(classic).journalFor(OutriggerJournal.PLUGIN_ID, ConfigFactory.empty());
      journal.tell(
          new JournalProtocol.WriteMessages(
              CollectionConverters.asScala(
                      List.<PersistentEnvelope>of(
                          write(event(1, "good"), event(2, new Object())),
                          write(event(3, "good"), event(4, "good"))))
                  .toSeq(),
              probe.getRef(),
              7),
          probe.getRef());
      probe.expectMsg(JournalProtocol.WriteMessagesSuccessful$.MODULE$);
      assertThat(probe.expectMsgClass(JournalProtocol.WriteMessageRejected.class).message())
          .extracting(PersistentRepr::sequenceNr)
          .isEqualTo(1L);
      assertThat(probe.expectMsgClass(JournalProtocol.WriteMessageRejected.class).message())
          .extracting(PersistentRepr::sequenceNr)
          .isEqualTo(2L);
      probe.expectMsgClass(JournalProtocol.WriteMessageSuccess.class);
      probe.expectMsgClass(JournalProtocol.WriteMessageSuccess.class);
    }
    assertThat(storedEvents()).containsExactly(3L, 4L);
  }

  private static PersistentRepr event(long number, Object payload) {
    return PersistentRepr$.MODULE$.apply(
        payload,
        number,
        "pool-a",
        "",
        false,
        org.apache.pekko.actor.ActorRef.noSender(),
        "not a UUID");
  }

  private static AtomicWrite write(PersistentRepr... events) {
    return new AtomicWrite(CollectionConverters.asScala(List.of(events)).toSeq());
  }

  @Test
  void anEventThatCannotBeReadFailsTheRecoveryAndSaysWhichAndWhatToDo() throws Exception {
    try (JournalSystem system = new JournalSystem(directory)) {
      system.store(system.keeper("pool-a"), Leases.active(0, 5, 0));
      system.store(system.keeper("pool-b"), Leases.active(0, 5, 0));
    }
    byte[] broken = Keys.event(1, 3);
    byte[] before;
    try (JournalDirectory journal = new JournalDirectory(directory);
        KeyValueStore store = journal.open()) {
      before = store.get(broken);
      Batch batch = new Batch();
      batch.put(broken, "no event".getBytes(StandardCharsets.UTF_8));
      store.write(batch);
    }
    assertThat(before).isNotNull();
    try (JournalSystem system = new JournalSystem(directory)) {
      assertThat(system.leases(system.keeper("pool-b"))).hasSize(5);
      system.start("pool-a");
      assertThat(system.recovered().failure())
          .contains("event 3 of pool-a", directory.toString(), "copy the directory");
    }
    assertThat(storedEvents()).hasSize(10);
  }

  @Test
  void aJournalThatCannotBeOpenedFailsTheRecoveryAndSaysWhy() throws Exception {
    try (JournalDirectory other = new JournalDirectory(directory);
        KeyValueStore store = other.open();
        JournalSystem system = new JournalSystem(directory)) {
      assertThat(store.get(Keys.SCHEMA)).isNotNull();
      system.start("pool-a");
      assertThat(system.recovered().failure()).contains(directory.toString(), "in use");
      assertThat(system.health().state())
          .isInstanceOfSatisfying(
              JournalHealth.State.Refused.class,
              refused -> assertThat(refused.reason()).contains("in use"));
    }
  }

  @Test
  void withoutADirectoryTheRecoverySaysWhichKeyToSet() {
    try (JournalSystem system = new JournalSystem(Path.of(""))) {
      system.start("pool-a");
      assertThat(system.recovered().failure()).contains("outrigger.journal.dir");
    }
  }
}
