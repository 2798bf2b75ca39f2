package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.lease.LeaseEvent.LeaseRecorded;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

class ReplayTest {
  private static final int EVENTS = 10_000;
  private static final int AHEAD = 4096;

  @TempDir private static Path unused;
  private final JournalSystem pekko = new JournalSystem(unused);
  private final ActorSystem system = Adapter.toClassic(pekko.kit().system());
  private final EnvelopeCodec codec = new EnvelopeCodec((ExtendedActorSystem) system);
  private final TestKit actor = new TestKit(system);
  private final ManualTurns turns = new ManualTurns();
  private final Journal journal = new Journal(new MemoryDisk(), turns, InstantSource.system());
  private final List<Long> replayed = new ArrayList<>();

  @AfterEach
  void stop() {
    pekko.close();
  }

  private Replay replay(long from, long to, long max) {
    List<Journal.Encoded> events = new ArrayList<>();
    for (int number = 1; number <= EVENTS; number++) {
      PersistentRepr event =
          PersistentRepr$.MODULE$.apply(
              new LeaseRecorded(Leases.active(number, 0), number, 0),
              number,
              "pool-a",
              "",
              false,
              ActorRef.noSender(),
              "writer");
      events.add(Journal.encode(codec, event));
    }
    journal.write("pool-a", events);
    turns.runAll();
    return new Replay(
        journal,
        codec,
        Runnable::run,
        new Replay.Range("pool-a", from, to, max),
        event -> replayed.add(event.sequenceNr()),
        actor.getRef(),
        actor.getRef());
  }

  private ActorIdentity here() {
    return new ActorIdentity("", Option.apply(actor.getRef()));
  }

  @Test
  void atMostTwoChunksAreAheadOfTheActor() {
    Replay replay = replay(1, Long.MAX_VALUE, Long.MAX_VALUE);
    CompletableFuture<?> done = replay.start();
    turns.runAll();
    assertThat(replayed).hasSize(AHEAD);
    replay.chunkTaken(here());
    turns.runAll();
    assertThat(replayed).hasSize(AHEAD + AHEAD / 2);
    assertThat(done).isNotDone();
    while (!done.isDone()) {
      replay.chunkTaken(here());
      turns.runAll();
    }
    assertThat(replayed).hasSize(EVENTS).isSorted().startsWith(1L).endsWith((long) EVENTS);
  }

  @Test
  void theRangeAndTheLargestNumberOfEventsAreKept() {
    CompletableFuture<?> done = replay(5, 10, 3).start();
    turns.runAll();
    assertThat(done).isCompleted();
    assertThat(replayed).containsExactly(5L, 6L, 7L);
  }

  @Test
  void nothingIsReadForNobody() {
    Replay replay = replay(1, Long.MAX_VALUE, Long.MAX_VALUE);
    CompletableFuture<?> done = replay.start();
    turns.runAll();
    replay.chunkTaken(new ActorIdentity("", Option.empty()));
    turns.runAll();
    assertThat(done).isCompletedExceptionally();
    assertThat(replayed).hasSize(AHEAD);
  }
}
