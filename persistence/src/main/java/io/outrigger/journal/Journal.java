package io.outrigger.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.outrigger.lease.Superseding;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.pekko.persistence.PersistentRepr;
import org.jspecify.annotations.Nullable;

/** Events by persistence id and sequence number on a {@link KeyValueStore}; knows no actor. */
final class Journal implements AutoCloseable {

  /** An event ready to be stored. */
  record Encoded(long sequenceNr, byte[] octets, long[] supersedes) {}

  /** Takes the events of a replay, in order. */
  interface EventVisitor {
    /**
     * @return whether to go on
     */
    boolean visit(long sequenceNr, byte[] octets) throws StoreException;
  }

  /** Something to be read from the store. */
  private interface Reading<T> {
    T from(KeyValueStore store) throws StoreException;
  }

  private static final long[] NONE = new long[0];
  private static final int DELETES_A_BATCH = 10_000;

  private final KeyValueStore.Opener opener;
  private final HealthRecord health;
  private final GroupCommitter committer;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private int lastId; // touched by turns alone

  Journal(KeyValueStore.Opener opener, Turns turns, InstantSource clock) {
    this.opener = opener;
    health = new HealthRecord(opener.place(), clock);
    committer = new GroupCommitter(new LoadingOpener(), turns, health);
  }

  JournalHealth health() {
    return health;
  }

  /** Opens the store, if nobody has written or read yet. */
  CompletionStage<@Nullable Void> start() {
    return committer.barrier();
  }

  /** Makes {@code event} ready to be stored. */
  static Encoded encode(EnvelopeCodec codec, PersistentRepr event) {
    long[] supersedes =
        event.payload() instanceof Superseding superseding
            ? superseding.supersededSequenceNrs()
            : NONE;
    return new Encoded(event.sequenceNr(), codec.encode(event), supersedes);
  }

  /** Stores {@code events}, all or none, and deletes what they supersede. */
  CompletionStage<@Nullable Void> write(String persistenceId, List<Encoded> events) {
    return committer.submit(
        batch -> {
          int id = idFor(persistenceId, batch);
          int superseded = 0;
          for (Encoded event : events) {
            batch.put(Keys.event(id, event.sequenceNr()), event.octets());
            for (long number : event.supersedes()) {
              if (number > 0 && number < event.sequenceNr()) {
                batch.delete(Keys.event(id, number));
                superseded++;
              }
            }
          }
          return new GroupCommitter.Content(1, events.size(), superseded);
        });
  }

  private int idFor(String persistenceId, Batch batch) {
    Integer known = ids.get(persistenceId);
    if (known != null) {
      return known;
    }
    int id = ++lastId;
    batch.put(Keys.persistenceId(persistenceId), Keys.value(id));
    ids.put(persistenceId, id);
    return id;
  }

  /** The highest sequence number ever written under {@code persistenceId}; 0 if none. */
  CompletionStage<Long> highestSequenceNr(String persistenceId, Executor executor) {
    return read(store -> highest(store, ids.get(persistenceId)), executor);
  }

  private static long highest(KeyValueStore store, @Nullable Integer id) throws StoreException {
    if (id == null) {
      return 0;
    }
    byte[] lastEvent = store.lastKey(Keys.event(id, 0), Keys.afterEvent(id, Long.MAX_VALUE));
    byte[] deleted = store.get(Keys.highest(id));
    return Math.max(
        lastEvent == null ? 0 : Keys.sequenceNr(lastEvent),
        deleted == null ? 0 : Keys.value(deleted));
  }

  /**
   * Visits the stored events from {@code from} to {@code to}, both inclusive.
   *
   * @return completed when all were visited or the visitor had enough, with whether anything was
   *     ever written under {@code persistenceId}
   */
  CompletionStage<Boolean> scan(
      String persistenceId, long from, long to, EventVisitor visitor, Executor executor) {
    return read(
        store -> {
          Integer id = ids.get(persistenceId);
          if (id != null) {
            store.scan(
                Keys.event(id, from),
                Keys.afterEvent(id, to),
                (key, value) -> visitor.visit(Keys.sequenceNr(key), value));
          }
          return id != null;
        },
        executor);
  }

  /** Deletes the events up to {@code to}, inclusive; the highest sequence number stays known. */
  CompletionStage<@Nullable Void> deleteTo(String persistenceId, long to, Executor executor) {
    return read(
            store -> {
              Integer id = ids.get(persistenceId);
              return id == null ? List.<byte[]>of() : someKeys(store, id, to);
            },
            executor)
        .thenCompose(keys -> keys.isEmpty() ? done() : delete(persistenceId, keys, to, executor));
  }

  private static List<byte[]> someKeys(KeyValueStore store, int id, long to) throws StoreException {
    List<byte[]> keys = new ArrayList<>();
    store.scan(
        Keys.event(id, 0),
        Keys.afterEvent(id, to),
        (key, value) -> {
          keys.add(key);
          return keys.size() < DELETES_A_BATCH;
        });
    return keys;
  }

  private CompletionStage<@Nullable Void> delete(
      String persistenceId, List<byte[]> keys, long to, Executor executor) {
    long last = Keys.sequenceNr(keys.getLast());
    return committer
        .submit(
            batch -> {
              int id = idFor(persistenceId, batch);
              keys.forEach(batch::delete);
              batch.put(Keys.highest(id), Keys.value(last)); // the next one to go is higher
              return GroupCommitter.Content.NONE;
            })
        .thenCompose(
            stored ->
                keys.size() < DELETES_A_BATCH ? done() : deleteTo(persistenceId, to, executor));
  }

  private static CompletionStage<@Nullable Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** Reads when all that was submitted before is stored; again if the store is reopened then. */
  private <T> CompletionStage<T> read(Reading<T> reading, Executor executor) {
    return committer
        .barrier()
        .thenApplyAsync(stored -> readNow(reading), executor)
        .exceptionallyCompose(
            e ->
                e instanceof CompletionException wrapped
                        && wrapped.getCause() instanceof StoreException failure
                        && failure.kind() == StoreException.Kind.CLOSED
                        && !committer.isRefused()
                    ? read(reading, executor)
                    : CompletableFuture.failedFuture(e));
  }

  private <T> T readNow(Reading<T> reading) {
    try {
      return reading.from(committer.store());
    } catch (StoreException e) {
      throw new CompletionException(e);
    }
  }

  /** What to say of an event that is stored but cannot be read. */
  StoreException damaged(String persistenceId, long sequenceNr, Throwable why) {
    String reason =
        why instanceof InvalidProtocolBufferException ? "it is no event" : why.toString();
    return new StoreException(
        StoreException.Kind.CORRUPT,
        "event %d of %s in the journal %s cannot be read: %s; %s"
            .formatted(
                sequenceNr, persistenceId, opener.place(), reason, JournalDirectory.DAMAGE_ADVICE),
        why);
  }

  @Override
  public void close() {
    committer.close();
  }

  /** Learns the persistence ids when the store is opened. */
  private final class LoadingOpener implements KeyValueStore.Opener {
    @Override
    public KeyValueStore open() throws StoreException {
      KeyValueStore store = opener.open();
      boolean loaded = false;
      try {
        store.scan(
            Keys.PERSISTENCE_IDS,
            Keys.PERSISTENCE_IDS_END,
            (key, value) -> {
              int id = (int) Keys.value(value);
              ids.put(Keys.persistenceId(key), id);
              lastId = Math.max(lastId, id);
              return true;
            });
        loaded = true;
        return store;
      } finally {
        if (!loaded) {
          store.close();
        }
      }
    }

    @Override
    public String place() {
      return opener.place();
    }

    @Override
    public void close() {
      opener.close();
    }
  }
}
