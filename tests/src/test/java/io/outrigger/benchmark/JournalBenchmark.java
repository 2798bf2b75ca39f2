package io.outrigger.benchmark;

import com.google.protobuf.UnsafeByteOperations;
import io.outrigger.journal.Batch;
import io.outrigger.journal.JournalDirectory;
import io.outrigger.journal.KeyValueStore;
import io.outrigger.journal.LeaseEventSerializer;
import io.outrigger.journal.StoreException;
import io.outrigger.journal.proto.EventEnvelope;
import io.outrigger.lease.LeaseEvent.LeaseRecorded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One synced write of the LevelDB store, as the journal makes it: so many leases renewed, each an
 * event put and the one that it supersedes deleted. The directory is one of {@code java.io.tmpdir},
 * so the figure is of the disk below that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JournalBenchmark {
  private static final int LEASES = 10_000;
  private static final int WRITER_OCTETS = 16;
  private static final LeaseEventSerializer SERIALIZER = new LeaseEventSerializer();

  /** Leases in one write. */
  @Param({"1", "16", "64", "256"})
  public int leases;

  private final Batch batch = new Batch();
  private @Nullable Path directory;
  private @Nullable JournalDirectory journal;
  private @Nullable KeyValueStore store;
  private long sequenceNr;

  @Setup(Level.Trial)
  public void open() throws IOException, StoreException {
    Path made = Files.createTempDirectory("outrigger-bench");
    directory = made;
    journal = new JournalDirectory(made);
    store = journal.open();
    for (int lease = 0; lease < LEASES; lease++) {
      put();
    }
    store.write(batch);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    Objects.requireNonNull(store).close();
    Objects.requireNonNull(journal).close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Benchmark
  public int write() throws StoreException {
    batch.clear();
    for (int i = 0; i < leases; i++) {
      put();
      batch.delete(key(sequenceNr - LEASES));
    }
    Objects.requireNonNull(store).write(batch);
    return batch.size();
  }

  private void put() {
    sequenceNr++;
    batch.put(key(sequenceNr), value(sequenceNr));
  }

  private static byte[] key(long sequenceNr) {
    return ByteBuffer.allocate(13).put((byte) 'e').putInt(1).putLong(sequenceNr).array();
  }

  private static byte[] value(long sequenceNr) {
    LeaseRecorded event =
        new LeaseRecorded(
            Samples.lease((int) (sequenceNr % LEASES), sequenceNr / LEASES),
            sequenceNr,
            Math.max(0, sequenceNr - LEASES));
    return EventEnvelope.newBuilder()
        .setSerializerId(SERIALIZER.identifier())
        .setManifest(SERIALIZER.manifest(event))
        .setPayload(UnsafeByteOperations.unsafeWrap(SERIALIZER.toBinary(event)))
        .setWriter(UnsafeByteOperations.unsafeWrap(new byte[WRITER_OCTETS]))
        .setTimestampMillis(1000 * Samples.NOW_EPOCH_SECOND)
        .build()
        .toByteArray();
  }
}
