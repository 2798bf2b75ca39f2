package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelDbStoreTest {
  private static final byte[] START = {0};
  private static final byte[] END = {(byte) 0xff};

  private static final long LEASE_OCTETS = 113; // key and value, incompressible

  @TempDir private Path directory;
  private final AtomicLong usableOctets = new AtomicLong(Long.MAX_VALUE);

  @BeforeEach
  void loadLibrary() throws StoreException {
    NativeLibrary.load();
  }

  private LevelDbStore open() throws StoreException {
    return LevelDbStore.open(directory, new Room(directory, usableOctets::get));
  }

  private static byte[] key(int... octets) {
    byte[] key = new byte[octets.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) octets[i];
    }
    return key;
  }

  private static void put(KeyValueStore store, byte[] key) throws StoreException {
    Batch batch = new Batch();
    batch.put(key, key);
    store.write(batch);
  }

  private static List<byte[]> keys(KeyValueStore store, byte[] from, byte[] to)
      throws StoreException {
    List<byte[]> keys = new ArrayList<>();
    store.scan(from, to, (key, value) -> keys.add(key));
    return keys;
  }

  @Test
  void keysAreOrderedAsUnsignedOctets() throws StoreException {
    try (LevelDbStore store = open()) {
      put(store, key(0x80));
      put(store, key(0x7f, 0xff));
      put(store, key(0x7f));
      assertThat(keys(store, START, END)).containsExactly(key(0x7f), key(0x7f, 0xff), key(0x80));
      assertThat(keys(store, key(0x7f, 0), key(0x80))).containsExactly(key(0x7f, 0xff));
    }
  }

  @Test
  void aScanEndsWhenItsVisitorHasEnough() throws StoreException {
    try (LevelDbStore store = open()) {
      put(store, key(1));
      put(store, key(2));
      List<byte[]> seen = new ArrayList<>();
      store.scan(
          START,
          END,
          (key, value) -> {
            seen.add(key);
            return false;
          });
      assertThat(seen).containsExactly(key(1));
    }
  }

  @Test
  void theLastKeyOfARangeIsFound() throws StoreException {
    try (LevelDbStore store = open()) {
      assertThat(store.lastKey(START, END)).isNull();
      put(store, key(5));
      put(store, key(9));
      assertThat(store.lastKey(START, END)).isEqualTo(key(9));
      assertThat(store.lastKey(START, key(9))).isEqualTo(key(5));
      assertThat(store.lastKey(key(6), key(9))).isNull();
      assertThat(store.lastKey(START, key(5))).isNull();
    }
  }

  @Test
  void aBatchIsAppliedInItsOrder() throws StoreException {
    try (LevelDbStore store = open()) {
      Batch batch = new Batch();
      batch.put(key(1), key(1));
      batch.delete(key(1));
      batch.delete(key(2));
      batch.put(key(2), key(2));
      store.write(batch);
      assertThat(store.get(key(1))).isNull();
      assertThat(store.get(key(2))).isEqualTo(key(2));
    }
  }

  @Test
  void aClosedStoreRefusesEverything() throws StoreException {
    LevelDbStore store = open();
    store.close();
    store.close();
    assertClosed(() -> put(store, key(1)));
    assertClosed(() -> store.get(key(1)));
    assertClosed(() -> keys(store, START, END));
    assertClosed(() -> store.lastKey(START, END));
  }

  private static void assertClosed(org.assertj.core.api.ThrowableAssert.ThrowingCallable access) {
    assertThatThrownBy(access)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CLOSED));
  }

  @Test
  void closingWaitsForAScanUnderWay() throws Exception {
    LevelDbStore store = open();
    for (int i = 0; i < 100; i++) {
      put(store, key(i));
    }
    CountDownLatch scanning = new CountDownLatch(1);
    List<byte[]> seen = new ArrayList<>();
    Thread closer =
        new Thread(
            () -> {
              try {
                scanning.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              store.close();
            });
    closer.start();
    store.scan(
        START,
        END,
        (key, value) -> {
          scanning.countDown();
          while (closer.getState() == Thread.State.NEW
              || closer.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait(); // until it waits for this scan
          }
          return seen.add(key);
        });
    closer.join();
    assertThat(seen).hasSize(100);
    assertClosed(() -> store.get(key(1)));
  }

  @Test
  void withoutRoomNothingIsWrittenUntilThereIsRoomAgain() throws StoreException {
    try (LevelDbStore store = open()) {
      put(store, key(1));
      usableOctets.set(1 << 20);
      assertThatThrownBy(() -> put(store, key(2)))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NO_ROOM))
          .hasMessageContaining(directory.toString());
      assertThatThrownBy(() -> put(store, key(2))).isInstanceOf(StoreException.class);
      assertThat(keys(store, START, END)).containsExactly(key(1));
      usableOctets.set(Long.MAX_VALUE);
      put(store, key(2));
      assertThat(keys(store, START, END)).containsExactly(key(1), key(2));
      usableOctets.set(1 << 20);
      assertThatThrownBy(() -> put(store, key(3))).isInstanceOf(StoreException.class);
    } // closing while it must not merge tables does not hang
  }

  @Test
  void tidyingLeavesWhatIsNeeded() throws StoreException {
    try (LevelDbStore store = open()) {
      assertThat(store.tidyIfWorthWhile()).as("nothing is there").isFalse();
      int leases = 50_000;
      renew(store, leases, 0);
      assertThat(store.tidyIfWorthWhile()).as("nothing was deleted").isFalse();
      for (int round = 1; round <= 5; round++) {
        renew(store, leases, round);
      }
      store.tidyIfWorthWhile(); // unless that was done as soon as so much had been deleted
      long needed = leases * LEASE_OCTETS;
      long logs = 2 << 20;
      assertThat(octets()).isGreaterThan(needed).isLessThan(needed * 4 / 3 + (1 << 19) + logs);
      assertThat(keys(store, START, END)).hasSize(leases);
      assertThat(store.tidyIfWorthWhile()).as("nothing was written since").isFalse();
    }
  }

  /** Writes a record for each lease and deletes the one of the round before. */
  private static void renew(LevelDbStore store, int leases, int round) throws StoreException {
    Random octets = new Random(round);
    Batch batch = new Batch();
    for (int lease = 0; lease < leases; lease++) {
      byte[] value = new byte[100];
      octets.nextBytes(value);
      batch.put(Keys.event(1, (long) round * leases + lease), value);
      if (round > 0) {
        batch.delete(Keys.event(1, (long) (round - 1) * leases + lease));
      }
      if (batch.octets() > (1 << 19) || lease == leases - 1) {
        store.write(batch);
        batch.clear();
      }
    }
  }

  private long octets() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void damageInATableIsAnErrorAndNoSilence() throws Exception {
    Random octets = new Random(3);
    try (LevelDbStore store = open()) {
      for (int i = 0; i < 48; i++) {
        byte[] value = new byte[200_000];
        octets.nextBytes(value);
        Batch batch = new Batch();
        batch.put(key(i), value);
        store.write(batch);
      }
    }
    damageTables();
    try (LevelDbStore store = open()) {
      assertThatThrownBy(() -> keys(store, START, END))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT))
          .hasMessageContainingAll(directory.toString(), "copy the directory");
    }
  }

  private void damageTables() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path table : files.filter(file -> file.toString().endsWith(".sst")).toList()) {
        byte[] content = Files.readAllBytes(table);
        content[content.length / 3] ^= 0x10;
        Files.write(table, content);
      }
    }
  }
}
