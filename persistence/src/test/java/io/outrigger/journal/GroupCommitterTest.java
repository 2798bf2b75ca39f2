package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dispatch.PassingThreads;
import io.outrigger.dispatch.ThreadlessExecutor;
import io.outrigger.journal.GroupCommitter.Content;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // the store shows what became of a request
class GroupCommitterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryDisk disk = new MemoryDisk();
  private final ManualTurns turns = new ManualTurns();
  private final HealthRecord health = new HealthRecord("memory", InstantSource.fixed(NOW));
  private final GroupCommitter committer = new GroupCommitter(disk, turns, health);

  private CompletableFuture<@Nullable Void> put(int key, int octets) {
    return committer.submit(
        batch -> {
          batch.put(new byte[] {(byte) key}, new byte[octets]);
          return new Content(1, 2, 1);
        });
  }

  private boolean isStored(int key) throws StoreException {
    return committer.store().get(new byte[] {(byte) key}) != null;
  }

  @Test
  void requestsThatGatherShareOneWrite() {
    List<CompletableFuture<@Nullable Void>> requests = List.of(put(1, 1), put(2, 1), put(3, 1));
    turns.runAll();
    assertThat(disk.writes()).isEqualTo(1);
    assertThat(requests).allMatch(CompletableFuture::isDone);
  }

  /** What went to the threads of a dispatcher. */
  private static final class Woken extends ThreadlessExecutor {
    private int tasks;

    @Override
    protected void take(Runnable task) {
      tasks++;
    }
  }

  /** Whoever waits for it: an actor whose answer to a client is all that is left to do. */
  @Test
  void whoWaitsForASmallWriteGoesOnInTheThreadThatWrote() {
    Woken woken = new Woken();
    put(1, 1).thenRunAsync(() -> {}, PassingThreads.over(woken));
    turns.runAll();
    assertThat(woken.tasks).isZero();

    for (int key = 0; key < 3; key++) {
      put(key, 1).thenRunAsync(() -> {}, PassingThreads.over(woken));
    }
    turns.runAll();
    assertThat(woken.tasks).isEqualTo(3);
  }

  @Test
  void whoWaitsForASmallWriteDoesNotKeepTheNextOneWaiting() {
    Woken woken = new Woken();
    disk.beforeSync(
        () -> {
          if (disk.writes() == 1) {
            put(2, 1);
          }
        });
    put(1, 1).thenRunAsync(() -> {}, PassingThreads.over(woken));
    turns.runAll();
    assertThat(disk.writes()).isEqualTo(2);
    assertThat(woken.tasks).isEqualTo(1);
  }

  @Test
  void requestsThatComeDuringASyncGoTogetherInTheNextWrite() {
    List<CompletableFuture<@Nullable Void>> during = new ArrayList<>();
    List<Boolean> doneAtSecondSync = new ArrayList<>();
    disk.beforeSync(
        () -> {
          if (during.isEmpty()) {
            during.add(put(2, 1));
            during.add(put(3, 1));
          } else {
            during.forEach(request -> doneAtSecondSync.add(request.isDone()));
          }
        });
    put(1, 1);
    turns.runAll();
    assertThat(disk.writes()).isEqualTo(2);
    assertThat(doneAtSecondSync).containsExactly(false, false);
    assertThat(during).allMatch(CompletableFuture::isDone);
  }

  @Test
  void aLargeBacklogGoesInSeveralWritesInOrder() {
    List<Integer> order = new ArrayList<>();
    for (int key = 0; key < 5; key++) {
      int number = key;
      put(key, 400_000).thenRun(() -> order.add(number));
    }
    turns.runAll();
    assertThat(disk.writes()).isEqualTo(2);
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aBarrierSyncsNothingAndIsDoneAfterWhatWasSubmittedBefore() {
    CompletableFuture<@Nullable Void> alone = committer.barrier();
    turns.runAll();
    assertThat(disk.writes()).isZero();
    assertThat(alone).isDone();

    disk.failWrites(MemoryDisk.failure(StoreException.Kind.NO_ROOM));
    put(1, 1);
    CompletableFuture<@Nullable Void> behind = committer.barrier();
    turns.runAll();
    assertThat(behind).isNotDone();
    disk.failWrites(null);
    turns.elapse();
    assertThat(behind).isDone();
  }

  @Test
  void aWriteWithoutRoomWaitsAndGoesOnByItself() throws StoreException {
    disk.failWrites(MemoryDisk.failure(StoreException.Kind.NO_ROOM));
    CompletableFuture<@Nullable Void> first = put(1, 1);
    turns.runAll();
    CompletableFuture<@Nullable Void> second = put(2, 1);
    turns.runAll();
    turns.elapse();
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(health.state())
        .isEqualTo(new JournalHealth.State.Stalled(NOW, "the disk says NO_ROOM"));

    disk.failWrites(null);
    turns.elapse();
    assertThat(first).isDone();
    assertThat(second).isDone();
    assertThat(isStored(1)).isTrue();
    assertThat(isStored(2)).isTrue();
    assertThat(disk.opened()).as("nothing was written, so nothing was to be reopened").isEqualTo(1);
    assertThat(health.state()).isEqualTo(new JournalHealth.State.Working());
    assertThat(health.counters().stalls()).isEqualTo(1);
  }

  @Test
  void afterAFailedWriteTheStoreIsReopenedAndTheSameBatchWrittenAgain() throws StoreException {
    disk.beforeSync(
        () -> {
          throw MemoryDisk.failure(StoreException.Kind.IO);
        });
    CompletableFuture<@Nullable Void> request = put(1, 1);
    turns.runAll();
    assertThat(request).isNotDone();

    disk.crash();
    disk.beforeSync(() -> {});
    disk.failOpen(MemoryDisk.failure(StoreException.Kind.CORRUPT));
    turns.elapse();
    assertThat(request).as("it had been open: it is tried again").isNotDone();

    disk.failOpen(null);
    turns.elapse();
    assertThat(request).isDone();
    assertThat(isStored(1)).isTrue();
    assertThat(disk.opened()).isEqualTo(2);
  }

  @Test
  void aFullDiskAtTheStartIsWaitedFor() {
    disk.failOpen(MemoryDisk.failure(StoreException.Kind.NO_ROOM));
    CompletableFuture<@Nullable Void> request = put(1, 1);
    turns.runAll();
    assertThat(request).isNotDone();
    disk.failOpen(null);
    turns.elapse();
    assertThat(request).isDone();
  }

  @Test
  void whatCannotBeOpenedAtTheStartIsRefusedForEver() {
    StoreException newer = MemoryDisk.failure(StoreException.Kind.NEWER_SCHEMA);
    disk.failOpen(newer);
    CompletableFuture<@Nullable Void> request = put(1, 1);
    turns.runAll();
    disk.failOpen(null);
    CompletableFuture<@Nullable Void> later = put(2, 1);
    turns.runAll();
    assertThat(failureOf(request)).isSameAs(newer);
    assertThat(failureOf(later)).isSameAs(newer);
    assertThat(health.state())
        .isEqualTo(new JournalHealth.State.Refused("the disk says NEWER_SCHEMA"));
    assertThat(disk.closed()).as("the directory is free for others").isEqualTo(1);
  }

  @Test
  void anUnexpectedExceptionOfTheStoreIsAFailedWrite() {
    disk.beforeSync(
        () -> {
          throw new IllegalStateException("native");
        });
    CompletableFuture<@Nullable Void> request = put(1, 1);
    turns.runAll();
    assertThat(request).isNotDone();
    disk.beforeSync(() -> {});
    turns.elapse();
    assertThat(request).isDone();
  }

  @Test
  void closingStoresWhatHasGathered() {
    put(1, 1);
    turns.runAll();
    CompletableFuture<@Nullable Void> gathered = put(2, 1);
    committer.close();
    assertThat(gathered).isCompleted();
    assertThat(failureOf(put(3, 1)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CLOSED));
    assertThat(disk.closed()).isEqualTo(1);
  }

  @Test
  void closingDoesNotWaitForRoom() {
    disk.failWrites(MemoryDisk.failure(StoreException.Kind.NO_ROOM));
    CompletableFuture<@Nullable Void> waiting = put(1, 1);
    turns.runAll();
    committer.close();
    assertThat(waiting).isCompletedExceptionally();
  }

  @Test
  void countsWhatItStores() {
    put(1, 10);
    put(2, 10);
    turns.runAll();
    put(3, 10);
    turns.runAll();
    assertThat(health.counters())
        .satisfies(
            counters -> {
              assertThat(counters.writes()).isEqualTo(3);
              assertThat(counters.syncs()).isEqualTo(2);
              assertThat(counters.events()).isEqualTo(6);
              assertThat(counters.superseded()).isEqualTo(3);
              assertThat(counters.octets()).isEqualTo(33);
              assertThat(counters.eventsPerSync()).startsWith(0L, 1L, 1L, 0L);
            });
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.exceptionNow();
  }
}
