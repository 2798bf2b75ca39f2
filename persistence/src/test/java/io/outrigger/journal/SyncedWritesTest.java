package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBException;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On the real store, what a Reply or a BNDREPLY waits for is a write that LevelDB was told to sync:
 * the syncs are counted between the journal and LevelDB.
 */
class SyncedWritesTest {
  private static final byte[] OCTETS = new byte[100];

  @TempDir private Path directory;

  private final ManualTurns turns = new ManualTurns();
  private final CountingFactory levelDb = new CountingFactory();
  private final List<CompletableFuture<@Nullable Void>> waiting = new ArrayList<>();

  @BeforeEach
  void loadLibrary() throws StoreException {
    NativeLibrary.load();
  }

  private LevelDbStore open() throws StoreException {
    return LevelDbStore.open(directory, new Room(directory, () -> Long.MAX_VALUE), levelDb);
  }

  private void write(Journal journal, String pool, long number, long supersedes) {
    waiting.add(
        journal
            .write(pool, List.of(new Journal.Encoded(number, OCTETS, new long[] {supersedes})))
            .toCompletableFuture());
  }

  private long answered() {
    return waiting.stream().filter(CompletableFuture::isDone).count();
  }

  @Test
  void nothingIsAnsweredBeforeASyncedWriteOfItIsOver() {
    try (Journal journal = new Journal(new Opener(), turns, InstantSource.system())) {
      for (int round = 1; round <= 20; round++) {
        waiting.clear();
        for (int pool = 0; pool < round; pool++) {
          write(journal, "pool-" + pool, round, round - 1L);
        }
        levelDb.duringWrite = () -> assertThat(answered()).isZero();
        turns.runAll();
        assertThat(answered()).isEqualTo(round);
        assertThat(levelDb.synced).isEqualTo(round); // one for all that had gathered
        assertThat(journal.health().counters().syncs()).isEqualTo(levelDb.synced);
      }
    }
    assertThat(levelDb.notSynced).isZero();
  }

  @Test
  void aWriteThatLevelDbFailsAnswersNobody() {
    try (Journal journal = new Journal(new Opener(), turns, InstantSource.system())) {
      write(journal, "pool", 1, 0);
      levelDb.duringWrite =
          () -> {
            throw new DBException("IO error: no");
          };
      turns.runAll();
      assertThat(answered()).isZero();

      levelDb.duringWrite = () -> {};
      turns.elapse();
      assertThat(answered()).isEqualTo(1);
      assertThat(levelDb.synced).isEqualTo(1);
    }
  }

  @Test
  void deletionsAndTidyingAreSyncedToo() throws StoreException {
    Random random = new Random(1);
    try (LevelDbStore store = open()) {
      for (int round = 0; round < 9; round++) { // a few deletions less than make it tidy by itself
        Batch batch = new Batch();
        for (int i = 0; i < 1000; i++) {
          byte[] value = new byte[300];
          random.nextBytes(value); // nothing to compress
          batch.put(Keys.event(1, 1000L * round + i), value);
          if (round > 0) {
            batch.delete(Keys.event(1, 1000L * (round - 1) + i));
          }
        }
        store.write(batch);
      }
      assertThat(levelDb.synced).isEqualTo(9);
      assertThat(store.tidyIfWorthWhile()).isTrue();
      assertThat(levelDb.synced).isEqualTo(10);
      assertThat(levelDb.notSynced).isZero();
    }
  }

  /** The real store, seen through the counter. */
  private final class Opener implements KeyValueStore.Opener {
    @Override
    public KeyValueStore open() throws StoreException {
      return SyncedWritesTest.this.open();
    }

    @Override
    public String place() {
      return directory.toString();
    }

    @Override
    public void close() {}
  }

  /** LevelDB as it is, with its writes counted by whether they are synced. */
  private static final class CountingFactory implements DBFactory {
    private Runnable duringWrite = () -> {};
    private int synced;
    private int notSynced;

    @Override
    public DB open(File path, Options options) throws IOException {
      DB real = JniDBFactory.factory.open(path, options);
      return (DB)
          Proxy.newProxyInstance(
              DB.class.getClassLoader(),
              new Class<?>[] {DB.class},
              (proxy, method, arguments) -> counted(real, method, arguments));
    }

    private synchronized @Nullable Object counted(
        DB real, Method method, Object @Nullable [] arguments) throws Throwable {
      boolean write = isWrite(method);
      if (write) {
        duringWrite.run();
      }
      try {
        Object result = method.invoke(real, arguments);
        if (write && arguments != null) {
          count(arguments[arguments.length - 1]);
        }
        return result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private static boolean isWrite(Method method) {
      return switch (method.getName()) {
        case "write", "put", "delete" -> true;
        default -> false;
      };
    }

    private void count(Object last) {
      if (last instanceof WriteOptions options && options.sync()) {
        synced++;
      } else {
        notSynced++;
      }
    }

    @Override
    public void destroy(File path, Options options) throws IOException {
      JniDBFactory.factory.destroy(path, options);
    }

    @Override
    public void repair(File path, Options options) throws IOException {
      JniDBFactory.factory.repair(path, options);
    }
  }
}
