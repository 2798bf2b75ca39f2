package io.outrigger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.persistence.PersistentRepr;
import org.jspecify.annotations.Nullable;

/**
 * One replay. Pekko's protocol sends events as fast as they are read, and an actor that is slower
 * would have a million of them in its mailbox. So they go in chunks, and after each one the actor
 * is asked who it is: the answer, which Pekko gives by itself, shows that it has taken that chunk
 * in. At most two chunks are on their way.
 */
final class Replay {
  private static final int CHUNK = 2048;
  private static final int CHUNKS_ON_THEIR_WAY = 2;

  /** Which replay an {@link Identify} belongs to. */
  record ChunkTaken(Replay replay) {}

  private final Journal journal;
  private final EnvelopeCodec codec;
  private final Executor executor;
  private final String persistenceId;
  private final long to;
  private final Consumer<PersistentRepr> receiver;
  private final ActorRef plugin;
  private final @Nullable ActorRef persistentActor;
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

  // touched by one chunk after the other
  private long next;
  private long remaining;
  private final List<PersistentRepr> chunk = new ArrayList<>(CHUNK);

  // guarded by this
  private int onTheirWay;
  private boolean waiting;

  Replay(
      Journal journal,
      EnvelopeCodec codec,
      Executor executor,
      Range range,
      Consumer<PersistentRepr> receiver,
      ActorRef plugin,
      @Nullable ActorRef persistentActor) {
    this.journal = journal;
    this.codec = codec;
    this.executor = executor;
    this.persistenceId = range.persistenceId;
    this.next = range.from;
    this.to = range.to;
    this.remaining = range.max;
    this.receiver = receiver;
    this.plugin = plugin;
    this.persistentActor = persistentActor;
  }

  /** What to replay: sequence numbers inclusive, at most {@code max} events. */
  record Range(String persistenceId, long from, long to, long max) {}

  CompletableFuture<@Nullable Void> start() {
    if (remaining <= 0 || next > to) {
      done.complete(null);
    } else {
      readChunk();
    }
    return done;
  }

  private void readChunk() {
    journal
        .scan(persistenceId, next, to, this::decode, executor)
        .whenComplete(
            (read, e) -> {
              boolean last = chunk.size() < CHUNK || remaining == 0 || next > to;
              chunk.forEach(receiver); // all at once: the actor is woken once
              chunk.clear();
              if (e != null) {
                done.completeExceptionally(explain(e));
              } else if (last) {
                done.complete(null);
              } else {
                chunkSent();
              }
            });
  }

  private boolean decode(long sequenceNr, byte[] stored) throws StoreException {
    try {
      chunk.add(codec.decode(persistenceId, sequenceNr, stored));
    } catch (Exception e) { // whatever a serializer throws, the event cannot be read
      throw journal.damaged(persistenceId, sequenceNr, e);
    }
    next = sequenceNr + 1;
    remaining--;
    return chunk.size() < CHUNK && remaining > 0;
  }

  private void chunkSent() {
    if (persistentActor == null) {
      readChunk();
      return;
    }
    boolean goOn;
    synchronized (this) {
      onTheirWay++;
      goOn = onTheirWay < CHUNKS_ON_THEIR_WAY;
      waiting = !goOn;
    }
    persistentActor.tell(new Identify(new ChunkTaken(this)), plugin);
    if (goOn) {
      readChunk();
    }
  }

  /** The actor has taken in a chunk; or it is gone, and then nobody is there to hear the rest. */
  void chunkTaken(ActorIdentity identity) {
    if (identity.getActorRef().isEmpty()) {
      done.completeExceptionally(
          new IllegalStateException("the actor that recovered " + persistenceId + " is gone"));
      return;
    }
    boolean goOn;
    synchronized (this) {
      onTheirWay--;
      goOn = waiting;
      waiting = false;
    }
    if (goOn) {
      readChunk();
    }
  }

  private Throwable explain(Throwable e) {
    Throwable cause = unwrapped(e);
    if (cause instanceof StoreException failure
        && failure.kind() == StoreException.Kind.CORRUPT
        && !failure.reason().startsWith("event ")) {
      return new StoreException(
          StoreException.Kind.CORRUPT,
          "the events of %s from %d on: %s".formatted(persistenceId, next, failure.reason()),
          failure);
    }
    return cause;
  }

  static Throwable unwrapped(Throwable e) {
    return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
  }
}
