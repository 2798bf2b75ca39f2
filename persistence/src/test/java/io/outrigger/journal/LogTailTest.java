package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.journal.LogTail.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  private static final int SMALL = 100;
  private static final int LARGER_THAN_A_BLOCK = 100_000;
  private static final int BATCH_OVERHEAD = 64;

  @TempDir private Path directory;

  /** The log that LevelDB leaves after writes of the given sizes, and where each one ended. */
  private byte[] log(int... sizes) throws IOException, StoreException {
    Path store = Files.createTempDirectory(directory, "store");
    NativeLibrary.load();
    LevelDbStore db = LevelDbStore.open(store, new Room(store, () -> Long.MAX_VALUE));
    Random octets = new Random(7);
    for (int i = 0; i < sizes.length; i++) {
      byte[] value = new byte[sizes[i]];
      octets.nextBytes(value);
      Batch batch = new Batch();
      batch.put(new byte[] {(byte) i}, value);
      db.write(batch);
    }
    db.close();
    try (Stream<Path> files = Files.list(store)) {
      Path log = files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
      return Files.readAllBytes(log);
    }
  }

  private static byte[] flipped(byte[] log, int at) {
    byte[] copy = log.clone();
    copy[at] ^= 1;
    return copy;
  }

  private static byte[] zeroed(byte[] log, int from, int to) {
    byte[] copy = log.clone();
    Arrays.fill(copy, from, to, (byte) 0);
    return copy;
  }

  @Test
  void aLogThatWasClosedIsIntact() throws Exception {
    assertThat(LogTail.examine(log())).isEqualTo(new Verdict.Intact(true));
    assertThat(LogTail.examine(log(SMALL, LARGER_THAN_A_BLOCK, SMALL)))
        .isEqualTo(new Verdict.Intact(false));
  }

  @Test
  void recordsThatEndJustBeforeTheEndOfABlockAreIntact() throws Exception {
    for (int size = 32768 - BATCH_OVERHEAD; size < 32768; size++) {
      assertThat(LogTail.examine(log(size, SMALL)))
          .as("%d", size)
          .isEqualTo(new Verdict.Intact(false));
    }
  }

  @Test
  void zerosAfterTheLastRecordAreNothing() throws Exception {
    byte[] log = log(SMALL, LARGER_THAN_A_BLOCK);
    assertThat(LogTail.examine(Arrays.copyOf(log, log.length + 70_000)))
        .isEqualTo(new Verdict.Intact(false));
  }

  @Test
  void aRecordCutAnywhereIsTornWhereItBegan() throws Exception {
    int begin = log(SMALL).length;
    byte[] log = log(SMALL, LARGER_THAN_A_BLOCK);
    for (int cut = begin + 1; cut < log.length; cut += 997) {
      assertThat(LogTail.examine(Arrays.copyOf(log, cut)))
          .as("cut at %d", cut)
          .isEqualTo(new Verdict.Torn(false, begin));
      assertThat(LogTail.examine(zeroed(log, cut, log.length)))
          .as("zeros from %d", cut)
          .isEqualTo(new Verdict.Torn(false, begin));
    }
  }

  @Test
  void aLastRecordOfWhichOnlyLaterPagesReachedTheDiskIsTorn() throws Exception {
    int begin = log(SMALL).length;
    byte[] log = log(SMALL, LARGER_THAN_A_BLOCK);
    assertThat(LogTail.examine(zeroed(log, begin, 40_960)))
        .isEqualTo(new Verdict.Torn(false, begin));
  }

  @Test
  void aTornFirstRecordLeavesAnEmptyLog() throws Exception {
    byte[] log = log(SMALL);
    assertThat(LogTail.examine(Arrays.copyOf(log, log.length - 1)))
        .isEqualTo(new Verdict.Torn(true, 0));
  }

  @Test
  void aRecordThatOthersFollowWasCompleteAndIsDamaged() throws Exception {
    int begin = log(SMALL).length;
    int end = log(SMALL, LARGER_THAN_A_BLOCK).length;
    byte[] log = log(SMALL, LARGER_THAN_A_BLOCK, SMALL);
    for (int at = begin; at < end; at += 1009) {
      assertThat(LogTail.examine(flipped(log, at)))
          .as("flipped at %d", at)
          .isInstanceOfSatisfying(
              Verdict.Damaged.class,
              damaged -> assertThat(damaged.offset()).isBetween((long) begin, (long) end));
    }
  }
}
