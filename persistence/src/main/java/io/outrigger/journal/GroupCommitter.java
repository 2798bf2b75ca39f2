package io.outrigger.journal;

import io.outrigger.dispatch.InPassing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Stores requests in the order in which they come. All that gather while one write is on its way to
 * the disk go there together, as the next one. When writing fails, the same batch is tried until it
 * succeeds: what follows waits.
 *
 * <p>It has no thread: {@link Turns} runs it.
 */
final class GroupCommitter {
  static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

  private static final long LARGEST_BATCH_OCTETS = 1 << 20;

  /** After a write of more, whoever waits for it has much to do, and more is likely to come. */
  private static final int FEW_EVENTS = 4;

  /** What is to be stored, and whom to tell. */
  static final class Request {
    private final Filler filler;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

    Request(Filler filler) {
      this.filler = filler;
    }
  }

  /** Adds to a batch what is to be stored; called once, at its turn. */
  interface Filler {
    Content fill(Batch batch);
  }

  /**
   * What a request added to the batch, for the counters.
   *
   * @param writes 1 for a request to store events, else 0
   */
  record Content(int writes, int events, int superseded) {
    static final Content NONE = new Content(0, 0, 0);

    Content plus(Content other) {
      return new Content(
          writes + other.writes, events + other.events, superseded + other.superseded);
    }
  }

  private final KeyValueStore.Opener opener;
  private final Turns turns;
  private final HealthRecord health;
  private final Queue<Request> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable KeyValueStore store;
  private volatile @Nullable StoreException refusal;

  // what the turns alone touch: the batch under way
  private final List<Request> held = new ArrayList<>();
  private final Batch batch = new Batch();
  private Content content = Content.NONE;
  private boolean openedBefore;

  GroupCommitter(KeyValueStore.Opener opener, Turns turns, HealthRecord health) {
    this.opener = opener;
    this.turns = turns;
    this.health = health;
  }

  /**
   * Stores what {@code filler} says after all that was submitted before.
   *
   * @return completed when it is on stable storage; failed with a {@link StoreException} only if
   *     the journal could not be opened or is closed
   */
  CompletableFuture<@Nullable Void> submit(Filler filler) {
    Request request = new Request(filler);
    StoreException refused = refusal;
    if (refused != null) {
      request.done.completeExceptionally(refused);
      return request.done;
    }
    health.submitted();
    queue.add(request);
    schedule();
    return request.done;
  }

  /** Completed when all that was submitted before is stored. */
  CompletableFuture<@Nullable Void> barrier() {
    return submit(batch -> Content.NONE);
  }

  /**
   * The open store; it may be closed at any time.
   *
   * @throws StoreException CLOSED if there is none just now
   */
  KeyValueStore store() throws StoreException {
    KeyValueStore open = store;
    if (open == null) {
      throw new StoreException(
          StoreException.Kind.CLOSED, "the journal in " + opener.place() + " is not open");
    }
    return open;
  }

  /** Whether nothing will ever be stored any more. */
  boolean isRefused() {
    return refusal != null;
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      turns.run(this::turn);
    }
  }

  private void turn() {
    if (refusal == null && !progress()) {
      turns.runLater(RETRY_INTERVAL, this::turn);
      return;
    }
    StoreException refused = refusal;
    if (refused == null) {
      boolean calm = content.events() <= FEW_EVENTS && queue.isEmpty();
      if (calm) {
        InPassing.run(this::release); // nothing else is to be written now
      } else {
        release();
      }
    } else {
      refuseAll(refused);
    }
    scheduled.set(false);
    if (!queue.isEmpty()) {
      schedule();
    }
  }

  /** Returns whether the batch under way is stored, or never will be. */
  private boolean progress() {
    try {
      KeyValueStore open = openStore();
      if (held.isEmpty()) {
        gather();
      }
      if (!batch.isEmpty()) {
        open.write(batch);
        health.written(content.writes, content.events, content.superseded, batch.octets());
      }
      health.working();
      return true;
    } catch (StoreException e) {
      return failed(e);
    } catch (RuntimeException e) { // nothing may leave a request unanswered
      return failed(new StoreException(StoreException.Kind.IO, opener.place() + ": " + e, e));
    }
  }

  private KeyValueStore openStore() throws StoreException {
    KeyValueStore open = store;
    if (open == null) {
      open = opener.open();
      openedBefore = true;
      store = open;
    }
    return open;
  }

  private void gather() {
    Request request;
    while (batch.octets() < LARGEST_BATCH_OCTETS && (request = queue.poll()) != null) {
      held.add(request);
      content = content.plus(request.filler.fill(batch));
    }
  }

  private boolean failed(StoreException e) {
    if (!openedBefore && !e.mayPass()) {
      refusal = e;
      health.refused(e.reason());
      opener.close();
      return true;
    }
    health.stalled(e.reason());
    if (e.kind() != StoreException.Kind.NO_ROOM) {
      closeStore();
    }
    return false;
  }

  private void release() {
    List<Request> stored = List.copyOf(held);
    clearBatch();
    health.settled(stored.size());
    for (Request request : stored) {
      request.done.complete(null);
    }
  }

  private void refuseAll(StoreException why) {
    List<Request> refused = new ArrayList<>(held);
    clearBatch();
    Request request;
    while ((request = queue.poll()) != null) {
      refused.add(request);
    }
    health.settled(refused.size());
    for (Request each : refused) {
      each.done.completeExceptionally(why);
    }
  }

  private void clearBatch() {
    held.clear();
    batch.clear();
    content = Content.NONE;
  }

  private void closeStore() {
    KeyValueStore open = store;
    store = null;
    if (open != null) {
      open.close();
    }
  }

  /**
   * Stores what has gathered, unless that is impossible just now, and closes the store. What is
   * submitted later fails.
   */
  void close() {
    turns.run(this::finish);
    turns.close();
  }

  private void finish() {
    if (refusal != null) {
      return;
    }
    boolean storing = store != null && !(health.state() instanceof JournalHealth.State.Stalled);
    while (storing && !(held.isEmpty() && queue.isEmpty())) {
      storing = progress();
      if (storing) {
        release();
      }
    }
    StoreException closed =
        new StoreException(
            StoreException.Kind.CLOSED, "the journal in " + opener.place() + " is closed");
    refusal = closed;
    refuseAll(closed);
    closeStore();
    opener.close();
  }
}
