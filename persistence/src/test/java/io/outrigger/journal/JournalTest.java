package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Executor HERE = Runnable::run;

  private final MemoryDisk disk = new MemoryDisk();
  private final ManualTurns turns = new ManualTurns();
  private Journal journal = open();

  private Journal open() {
    return new Journal(disk, turns, InstantSource.system());
  }

  private static Journal.Encoded event(long number, long... supersedes) {
    return new Journal.Encoded(
        number, ("event " + number).getBytes(StandardCharsets.UTF_8), supersedes);
  }

  private void write(String id, Journal.Encoded... events) {
    done(journal.write(id, Arrays.asList(events)));
  }

  private <T extends @Nullable Object> T done(CompletionStage<T> stage) {
    turns.runAll();
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(future).isCompleted();
    return future.join();
  }

  private List<Long> stored(String id, long from, long to) {
    List<Long> numbers = new ArrayList<>();
    done(
        journal.scan(
            id,
            from,
            to,
            (number, octets) -> {
              assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo("event " + number);
              return numbers.add(number);
            },
            HERE));
    return numbers;
  }

  private List<Long> stored(String id) {
    return stored(id, 0, Long.MAX_VALUE);
  }

  private long highest(String id) {
    return done(journal.highestSequenceNr(id, HERE));
  }

  @Test
  void eventsComeBackInOrderEachIdItsOwn() {
    write("a", event(1), event(2));
    write("b", event(1));
    write("a", event(3));
    assertThat(stored("a")).containsExactly(1L, 2L, 3L);
    assertThat(stored("a", 2, 2)).containsExactly(2L);
    assertThat(stored("b")).containsExactly(1L);
    assertThat(stored("c")).isEmpty();
    assertThat(highest("a")).isEqualTo(3);
    assertThat(highest("c")).isZero();
  }

  @Test
  void numbersAboveAByteKeepTheirOrder() {
    write("a", event(255), event(256), event(65536), event(1L << 40));
    assertThat(stored("a")).containsExactly(255L, 256L, 65536L, 1L << 40);
    assertThat(highest("a")).isEqualTo(1L << 40);
  }

  @Test
  void aNewEventDeletesInItsWriteWhatItSupersedes() {
    write("a", event(1), event(2), event(3));
    write("b", event(1), event(2));
    int before = disk.writes();
    write("a", event(4, 1), event(5, 3, 0));
    assertThat(disk.writes()).isEqualTo(before + 1);
    assertThat(stored("a")).containsExactly(2L, 4L, 5L);
    assertThat(stored("b")).containsExactly(1L, 2L);
  }

  @Test
  void anEventMayBeSupersededInTheWriteThatStoresIt() {
    write("a", event(1), event(2, 1), event(3, 2));
    assertThat(stored("a")).containsExactly(3L);
  }

  @Test
  void theNewestEventIsNeverDeletedBySuperseding() {
    write("a", event(1, 1, 2, 7));
    assertThat(stored("a")).containsExactly(1L);
  }

  @Test
  void highestNumberSurvivesTheDeletionOfAllEvents() {
    write("a", event(1), event(2, 1), event(3));
    done(journal.deleteTo("a", Long.MAX_VALUE, HERE));
    assertThat(stored("a")).isEmpty();
    assertThat(highest("a")).isEqualTo(3);

    reopen();
    assertThat(highest("a")).isEqualTo(3);
    write("a", event(4));
    assertThat(highest("a")).isEqualTo(4);
  }

  @Test
  void deletionTakesAsManyWritesAsItNeeds() {
    Journal.Encoded[] events = new Journal.Encoded[25_000];
    Arrays.setAll(events, i -> event(i + 1));
    write("a", events);
    CompletableFuture<?> deleted = journal.deleteTo("a", 24_999, HERE).toCompletableFuture();
    turns.runAll();
    assertThat(deleted).isCompleted();
    assertThat(stored("a")).containsExactly(25_000L);
    assertThat(highest("a")).isEqualTo(25_000);
  }

  @Test
  void numbersOfPersistenceIdsSurviveARestart() {
    write("a", event(1));
    write("b", event(2));
    reopen();
    write("c", event(3));
    assertThat(stored("a")).containsExactly(1L);
    assertThat(stored("b")).containsExactly(2L);
    assertThat(stored("c")).containsExactly(3L);
  }

  @Test
  void aReadWaitsForTheWritesBeforeIt() {
    write("a", event(1));
    journal.write("a", List.of(event(2)));
    CompletableFuture<Long> highest = journal.highestSequenceNr("a", HERE).toCompletableFuture();
    turns.runAll();
    assertThat(highest).isCompletedWithValue(2L);
  }

  @Test
  void aReadThatMeetsAClosedStoreIsMadeAgain() {
    write("a", event(1));
    List<Runnable> reading = new ArrayList<>();
    CompletableFuture<Long> highest =
        journal.highestSequenceNr("a", reading::add).toCompletableFuture();
    turns.runAll();
    disk.failWrites(MemoryDisk.failure(StoreException.Kind.IO));
    journal.write("a", List.of(event(2)));
    turns.runAll();
    reading.removeFirst().run();
    assertThat(highest).isNotDone();

    disk.failWrites(null);
    turns.elapse();
    reading.removeFirst().run();
    assertThat(highest).isCompletedWithValue(2L);
  }

  @Test
  void acknowledgedWritesSurviveACrashAndOthersVanishWhole() {
    write("a", event(1), event(2));
    disk.beforeSync(
        () -> {
          throw MemoryDisk.failure(StoreException.Kind.IO);
        });
    CompletableFuture<?> unsynced =
        journal.write("a", List.of(event(3, 1), event(4, 2))).toCompletableFuture();
    turns.runAll();
    assertThat(unsynced).isNotDone();

    disk.crash();
    disk.beforeSync(() -> {});
    journal = open();
    assertThat(stored("a")).containsExactly(1L, 2L);
    assertThat(highest("a")).isEqualTo(2);
  }

  private void reopen() {
    journal.close();
    journal = open();
  }
}
