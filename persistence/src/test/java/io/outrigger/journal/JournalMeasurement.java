package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.lease.LeaseEvent.LeaseRecorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.PersistentRepr$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures of the journal on this machine; not part of the tests, whose names end otherwise. Run
 * with {@code mvn -pl persistence -am test -Dtest=JournalMeasurement
 * -Dsurefire.failIfNoSpecifiedTests=false}, and {@code -DrenewalsPerSecond=20000} for other than
 * full speed.
 */
class JournalMeasurement {
  private static final String WRITER = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
  private static final String POOL = "pool-a";

  @TempDir private Path directory;

  @SuppressWarnings("AnnotateFormatMethod")
  private static void print(String format, Object... figures) {
    System.out.println("MEASURED " + format.formatted(figures));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static Journal.Encoded encoded(EnvelopeCodec codec, LeaseRecorded event) {
    return Journal.encode(
        codec,
        PersistentRepr$.MODULE$
            .apply(event, event.sequenceNr(), POOL, "", false, ActorRef.noSender(), WRITER)
            .withTimestamp(1_800_000_000_000L));
  }

  private static EnvelopeCodec codec(JournalSystem system) {
    return new EnvelopeCodec((ExtendedActorSystem) Adapter.toClassic(system.kit().system()));
  }

  private static Journal open(Path directory) {
    return new Journal(
        new JournalDirectory(directory), new WriterThread("writer"), InstantSource.system());
  }

  @Test
  void writesOfOnePool() {
    try (JournalSystem system = new JournalSystem(directory.resolve("unused"))) {
      EnvelopeCodec codec = codec(system);
      for (int batch : new int[] {1, 1, 16, 64, 256}) {
        try (Journal journal = open(directory.resolve("batch-" + batch))) {
          long until = System.nanoTime() + Duration.ofSeconds(8).toNanos();
          long begin = System.nanoTime();
          long number = 0;
          while (System.nanoTime() < until) {
            List<Journal.Encoded> events = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
              number++;
              events.add(
                  encoded(codec, new LeaseRecorded(Leases.active((int) number, 0), number, 0)));
            }
            journal.write(POOL, events).toCompletableFuture().join();
          }
          print("%d leases a write: %.0f leases/s", batch, number / seconds(begin));
        }
      }
    }
  }

  @Test
  void replayOfAMillionLeases() throws Exception {
    int leases = 1_000_000;
    try (JournalSystem system = new JournalSystem(directory);
        Journal journal = open(directory)) {
      EnvelopeCodec codec = codec(system);
      write(journal, codec, leases);
    }
    print("%d leases take %.1f MB of disk", leases, octets(directory) / 1e6);
    for (int round = 0; round < 3; round++) {
      long begin = System.nanoTime();
      try (JournalSystem system = new JournalSystem(directory)) {
        double started = seconds(begin);
        long replaying = System.nanoTime();
        system.keeper(POOL);
        print(
            "%d leases replayed by an EventSourcedBehavior in %.2f s (system started in %.2f s)",
            leases, seconds(replaying), started);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        print(
            "heap after it %.0f MB, %d octets a lease",
            (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
            (runtime.totalMemory() - runtime.freeMemory()) / leases);
      }
    }
  }

  private static void write(Journal journal, EnvelopeCodec codec, int leases) {
    for (int from = 0; from < leases; from += 1000) {
      List<Journal.Encoded> events = new ArrayList<>();
      for (int number = from; number < from + 1000; number++) {
        events.add(encoded(codec, new LeaseRecorded(Leases.active(number, 0), number + 1, 0)));
      }
      journal.write(POOL, events).toCompletableFuture().join();
    }
  }

  @Test
  void diskAfterTenMillionRenewals() throws IOException {
    int leases = 100_000;
    Path fresh = directory.resolve("fresh");
    Path used = directory.resolve("used");
    try (JournalSystem system = new JournalSystem(directory.resolve("unused"))) {
      EnvelopeCodec codec = codec(system);
      try (Journal journal = open(fresh)) {
        write(journal, codec, leases);
        print(
            "keys and values of %d leases: %.1f MB",
            leases, journal.health().counters().octets() / 1e6);
      }
      print("a fresh journal of them: %.1f MB of disk", octets(fresh) / 1e6);
      renew(
          codec,
          used,
          leases,
          new Load(10_000_000, Integer.getInteger("renewalsPerSecond", Integer.MAX_VALUE)));
    }
    print("after it, closed: %.1f MB of disk", octets(used) / 1e6);
    try (Journal journal = open(used)) {
      journal.start().toCompletableFuture().join();
      print("opened again: %.1f MB of disk", octets(used) / 1e6);
    }
  }

  @Test
  void diskWhileRenewalsComeAsFastAsAServerTakesThem() throws IOException {
    try (JournalSystem system = new JournalSystem(directory.resolve("unused"))) {
      EnvelopeCodec codec = codec(system);
      for (int leases : new int[] {10_000, 100_000, 1_000_000}) {
        Path folder = directory.resolve("of-" + leases);
        renew(codec, folder, leases, new Load(1_200_000, 20_000));
        print("%d leases, after it, closed: %.1f MB of disk", leases, octets(folder) / 1e6);
      }
    }
  }

  private record Load(int renewals, int perSecond) {}

  private static void renew(EnvelopeCodec codec, Path directory, int leases, Load load)
      throws IOException {
    int batchSize = 100;
    int renewals = load.renewals;
    long[] numbers = new long[leases];
    long[] micros = new long[renewals / batchSize];
    Random random = new Random(1);
    long peak = 0;
    long number = 0;
    try (Journal journal = open(directory)) {
      write(journal, codec, leases);
      print("%d leases, as written: %.1f MB of disk", leases, octets(directory) / 1e6);
      Arrays.setAll(numbers, i -> i + 1);
      number = leases;
      long begin = System.nanoTime();
      for (int write = 0; write < micros.length; write++) {
        List<Journal.Encoded> events = new ArrayList<>();
        for (int i = 0; i < batchSize; i++) {
          int lease = random.nextInt(leases);
          number++;
          events.add(
              encoded(
                  codec, new LeaseRecorded(Leases.active(lease, write), number, numbers[lease])));
          numbers[lease] = number;
        }
        long sent = System.nanoTime();
        journal.write(POOL, events).toCompletableFuture().join();
        micros[write] = (System.nanoTime() - sent) / 1000;
        if (write % 200 == 0) {
          peak = Math.max(peak, octets(directory));
        }
        long due = begin + (long) ((write + 1L) * batchSize * 1e9 / load.perSecond);
        LockSupport.parkNanos(due - System.nanoTime());
      }
      print("%d renewals in %.0f s, %.0f/s", renewals, seconds(begin), renewals / seconds(begin));
      Arrays.sort(micros);
      print(
          "a write of %d: median %d us, p99 %d us, p99.9 %d us, longest %d us",
          batchSize,
          micros[micros.length / 2],
          micros[micros.length * 99 / 100],
          micros[(int) (micros.length * 999L / 1000)],
          micros[micros.length - 1]);
      print("disk: peak %.1f MB, at the end %.1f MB", peak / 1e6, octets(directory) / 1e6);
      CompletableFuture<Integer> stored = new CompletableFuture<>();
      int[] count = new int[1];
      long replay = System.nanoTime();
      journal
          .scan(POOL, 0, Long.MAX_VALUE, (n, value) -> ++count[0] > 0, Runnable::run)
          .thenRun(() -> stored.complete(count[0]));
      assertThat(stored.join()).isEqualTo(leases);
      print("scanned in %.2f s", seconds(replay));
    }
  }

  /** Does not mind files that LevelDB removes meanwhile: their length is 0. */
  private static long octets(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
