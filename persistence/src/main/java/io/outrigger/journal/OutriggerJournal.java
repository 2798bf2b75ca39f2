package io.outrigger.journal;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.japi.pf.ReceiveBuilder;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.jspecify.annotations.Nullable;
import scala.PartialFunction;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/**
 * The Pekko journal plugin {@value #PLUGIN_ID}. An event that implements {@link
 * io.outrigger.lease.Superseding} deletes, in the write that stores it, the events that it names:
 * gaps in the sequence numbers are usual.
 */
public final class OutriggerJournal extends AsyncWriteJournal {
  public static final String PLUGIN_ID = "outrigger.journal";

  private final Journal journal;
  private final EnvelopeCodec codec;
  private final Executor readers;
  private final Map<String, ActorRef> recovering = new HashMap<>();

  /** Called by Pekko with the plugin's configuration and where it stands. */
  public OutriggerJournal(Config config, String configPath) {
    journal = JournalExtension.of(context().system()).journal(configPath);
    codec = new EnvelopeCodec((ExtendedActorSystem) context().system());
    readers = context().system().dispatchers().lookup(config.getString("replay-dispatcher"));
  }

  /** Notes which actor recovers, which the methods below are not told. */
  @Override
  public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
    if (message instanceof JournalProtocol.ReplayMessages request) {
      synchronized (recovering) {
        recovering.put(request.persistenceId(), request.persistentActor());
      }
    }
    super.aroundReceive(receive, message);
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receivePluginInternal() {
    return ReceiveBuilder.create()
        .match(
            ActorIdentity.class,
            identity -> identity.correlationId() instanceof Replay.ChunkTaken,
            identity ->
                ((Replay.ChunkTaken) identity.correlationId()).replay().chunkTaken(identity))
        .build()
        .onMessage();
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    List<Optional<Exception>> results = new ArrayList<>();
    List<CompletableFuture<?>> stored = new ArrayList<>();
    boolean rejected = false;
    for (AtomicWrite write : writes) {
      try {
        List<Journal.Encoded> events = encode(write);
        stored.add(journal.write(write.persistenceId(), events).toCompletableFuture());
        results.add(Optional.empty());
      } catch (Exception e) { // whatever a serializer throws: this write is rejected, whole
        results.add(Optional.of(e));
        rejected = true;
      }
    }
    List<Optional<Exception>> answer = rejected ? results : List.of();
    return future(
        CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new))
            .thenApply(done -> answer));
  }

  private List<Journal.Encoded> encode(AtomicWrite write) {
    List<Journal.Encoded> events = new ArrayList<>(write.size());
    for (PersistentRepr event : CollectionConverters.asJava(write.payload())) {
      events.add(Journal.encode(codec, event));
    }
    return events;
  }

  @Override
  public Future<@Nullable Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return future(journal.deleteTo(persistenceId, toSequenceNr, readers));
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    return future(journal.highestSequenceNr(persistenceId, readers));
  }

  @Override
  public Future<@Nullable Void> doAsyncReplayMessages(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> receiver) {
    ActorRef persistentActor;
    synchronized (recovering) {
      persistentActor = recovering.remove(persistenceId);
    }
    CompletionStage<@Nullable Void> replayed =
        new Replay(
                journal,
                codec,
                readers,
                new Replay.Range(persistenceId, from, to, max),
                receiver,
                self(),
                persistentActor)
            .start();
    return future(replayed);
  }

  /** The same for Pekko, without Java's wrapping of what failed. */
  private static <T extends @Nullable Object> Future<T> future(CompletionStage<T> stage) {
    CompletableFuture<T> bare = new CompletableFuture<>();
    stage.whenComplete(
        (value, e) -> {
          if (e == null) {
            bare.complete(value);
          } else {
            bare.completeExceptionally(Replay.unwrapped(e));
          }
        });
    return FutureConverters.asScala(bare);
  }
}
