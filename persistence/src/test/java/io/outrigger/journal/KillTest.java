package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes to the journal, without warning. */
class KillTest {
  private static final int ROUNDS = 4;
  private static final String POOL = "pool-a";

  @TempDir private Path directory;

  @Test
  void whatWasAcknowledgedIsThereAfterAKillAndEachWriteIsWhole() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(round);
      long acknowledged = killedAfter(random.nextInt(5, 300), round);
      NavigableMap<Long, ByteBuffer> stored = stored();
      int writtenTogether = stored.firstEntry().getValue().getInt();
      assertThat(stored)
          .as("round %d: each write replaces the one before, so one is there, whole", round)
          .hasSize(writtenTogether);
      assertThat(stored.lastKey()).as("round %d", round).isGreaterThanOrEqualTo(acknowledged);
    }
  }

  /** Lets the writer go on for some writes; returns the last number that it saw acknowledged. */
  private long killedAfter(int writes, int seed) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillTest.class.getName(),
                directory.toString(),
                Integer.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String last = "0";
    try (BufferedReader acknowledged = writer.inputReader()) {
      String line;
      for (int i = 0; (line = acknowledged.readLine()) != null; i++) {
        last = line;
        if (i == writes) {
          writer.toHandle().destroyForcibly(); // the process itself would close what it has said
        }
      }
    }
    writer.waitFor();
    return Long.parseLong(last);
  }

  private NavigableMap<Long, ByteBuffer> stored() {
    NavigableMap<Long, ByteBuffer> events = new TreeMap<>();
    try (Journal journal = open(directory)) {
      journal
          .scan(
              POOL,
              0,
              Long.MAX_VALUE,
              (number, octets) -> events.put(number, ByteBuffer.wrap(octets)) == null,
              Runnable::run)
          .toCompletableFuture()
          .join();
    }
    return events;
  }

  private static Journal open(Path directory) {
    return new Journal(
        new JournalDirectory(directory), new WriterThread("writer"), InstantSource.system());
  }

  /** Writes to the journal in args[0], seeded by args[1], until killed. */
  public static void main(String[] args) {
    Random random = new Random(Long.parseLong(args[1]));
    Journal journal = open(Path.of(args[0]));
    long number = journal.highestSequenceNr(POOL, Runnable::run).toCompletableFuture().join();
    List<Long> before = new ArrayList<>();
    journal
        .scan(POOL, 0, Long.MAX_VALUE, (found, octets) -> before.add(found), Runnable::run)
        .toCompletableFuture()
        .join();
    while (true) {
      List<Journal.Encoded> events = new ArrayList<>();
      int count = random.nextInt(1, 60);
      long[] supersedes = before.stream().mapToLong(Long::longValue).toArray();
      before.clear();
      for (int i = 0; i < count; i++) {
        byte[] octets = new byte[random.nextInt(4, 3000)];
        random.nextBytes(octets);
        ByteBuffer.wrap(octets).putInt(count);
        number++;
        before.add(number);
        events.add(new Journal.Encoded(number, octets, i == 0 ? supersedes : new long[0]));
      }
      journal.write(POOL, events).toCompletableFuture().join();
      System.out.println(number);
    }
  }
}
