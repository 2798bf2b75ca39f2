package io.outrigger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.journal.JournalDirectory.Checked;
import io.outrigger.journal.proto.JournalSchema;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDirectoryTest {
  private static final byte[] KEY = {'k'};

  @TempDir private Path temporary;

  private Path directory() {
    return temporary.resolve("state/journal");
  }

  private KeyValueStore open(JournalDirectory directory) throws StoreException {
    return directory.open();
  }

  private static void put(KeyValueStore store, byte[] key, int octets) throws StoreException {
    Batch batch = new Batch();
    batch.put(key, new byte[octets]);
    store.write(batch);
  }

  private void assertUsable() {
    assertThat(JournalDirectory.check(directory()))
        .isInstanceOfSatisfying(Checked.Usable.class, usable -> usable.journal().close());
  }

  private void assertUnusable(StoreException.Kind kind, String... words) {
    assertThat(JournalDirectory.check(directory()))
        .isInstanceOfSatisfying(
            Checked.Unusable.class,
            unusable -> {
              assertThat(unusable.kind()).isEqualTo(kind);
              assertThat(unusable.message()).contains(words).doesNotContain("\n");
            });
  }

  @Test
  void aDirectoryIsMadeWithItsParents() {
    assertUsable();
    assertThat(directory().resolve("CURRENT")).exists();
    assertUsable();
  }

  @Test
  void aCheckedJournalIsHandedOverOpen() throws Exception {
    Checked.Usable usable = (Checked.Usable) JournalDirectory.check(directory());
    try (JournalDirectory journal = usable.journal()) {
      byte[] manifest = Files.readAllBytes(directory().resolve("CURRENT"));
      try (KeyValueStore store = open(journal)) {
        put(store, KEY, 1);
        assertThat(directory().resolve("CURRENT")).as("opened once").hasBinaryContent(manifest);
      }
      try (KeyValueStore again = open(journal)) {
        assertThat(again.get(KEY)).as("opened anew after it was closed").isNotNull();
      }
    }
    assertUsable();
  }

  @Test
  void leasesAreCountedById() throws Exception {
    try (JournalSystem system = new JournalSystem(directory())) {
      system.store(system.keeper("pool-a"), Leases.active(0, 3, 0));
      ActorRef<LeaseKeeper.Command> keeper = system.keeper("pool-b");
      system.store(keeper, Leases.active(0, 5, 0));
      system.store(keeper, Leases.active(0, 2, 1)); // superseding
      system.forget(keeper, Leases.resource(4)); // an event, and no lease
      system.keeper("pool-c");
    }
    Checked.Usable usable = (Checked.Usable) JournalDirectory.check(directory());
    try (JournalDirectory journal = usable.journal()) {
      assertThat(counts(journal, id -> true)).isEqualTo(Map.of("pool-a", 3, "pool-b", 4));
      assertThat(counts(journal, "pool-b"::equals)).isEqualTo(Map.of("pool-b", 4));
      assertThat(counts(journal, "pool-c"::equals)).isEmpty();
    }
  }

  @Test
  void aDirectoryInUseIsRefusedByName() throws Exception {
    try (JournalDirectory user = new JournalDirectory(directory());
        KeyValueStore store = open(user)) {
      assertThat(store.get(KEY)).isNull();
      assertUnusable(
          StoreException.Kind.IN_USE,
          directory().toString(),
          "in use by process " + ProcessHandle.current().pid());
    }
    assertUsable();
  }

  @Test
  void aDirectoryInUseByAnotherProcessIsRefused() throws Exception {
    assertUsable();
    Process other = OtherProcess.holding(directory());
    try {
      assertUnusable(
          StoreException.Kind.IN_USE, directory().toString(), "in use by process " + other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertUsable();
  }

  @Test
  void aJournalOfANewerSchemaIsRefusedAndLeftAsItIs() throws Exception {
    byte[] newer =
        JournalSchema.newBuilder()
            .setVersion(JournalDirectory.SCHEMA_VERSION + 1)
            .build()
            .toByteArray();
    try (JournalDirectory directory = new JournalDirectory(directory());
        KeyValueStore store = open(directory)) {
      Batch batch = new Batch();
      batch.put(Keys.SCHEMA, newer);
      batch.put(KEY, KEY);
      store.write(batch);
    }
    assertUnusable(
        StoreException.Kind.NEWER_SCHEMA,
        directory().toString(),
        "schema " + (JournalDirectory.SCHEMA_VERSION + 1),
        "run the version that wrote it");
    try (LevelDbStore store = raw()) {
      assertThat(store.get(KEY)).isEqualTo(KEY);
      assertThat(store.get(Keys.SCHEMA)).isEqualTo(newer);
    }
  }

  private LevelDbStore raw() throws StoreException {
    return LevelDbStore.open(directory(), new Room(directory(), () -> Long.MAX_VALUE));
  }

  @Test
  void aForeignStoreIsRefused() throws Exception {
    NativeLibrary.load();
    Files.createDirectories(directory());
    try (LevelDbStore store = raw()) {
      put(store, KEY, 1);
    }
    assertUnusable(StoreException.Kind.CORRUPT, directory().toString(), "no schema record");
  }

  @Test
  void aPathThatIsNoDirectoryIsRefused() throws IOException {
    Files.createDirectories(directory().getParent());
    Files.createFile(directory());
    assertUnusable(StoreException.Kind.NOT_ACCESSIBLE, directory().toString());
  }

  @Test
  void aWriteThatACrashInterruptedIsCutOff() throws Exception {
    Path log = logWith(3);
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 5);
    }
    try (JournalDirectory directory = new JournalDirectory(directory());
        KeyValueStore store = open(directory)) {
      assertThat(store.get(new byte[] {1})).isNotNull();
      assertThat(store.get(new byte[] {2})).isNull();
      put(store, new byte[] {2}, 10);
    }
    assertUsable();
  }

  @Test
  void aDamagedLogIsRefusedAndLeftAsItIs() throws Exception {
    Path log = logWith(3);
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(file.read() ^ 0xff);
    }
    byte[] damaged = Files.readAllBytes(log);
    assertUnusable(
        StoreException.Kind.CORRUPT, log.toString(), "damaged at offset", "copy the directory");
    assertThat(log).hasBinaryContent(damaged);
  }

  @Test
  void aJournalOfWhichAFileIsGoneIsRefused() throws Exception {
    logWith(3);
    assertUsable(); // makes a table of the log
    try (Stream<Path> files = Files.list(directory())) {
      for (Path table : files.filter(file -> file.toString().endsWith(".sst")).toList()) {
        Files.delete(table);
      }
    }
    assertUnusable(StoreException.Kind.CORRUPT, directory().toString(), "missing", ".sst");
  }

  @Test
  void withoutRoomItIsNotOpened() {
    JournalDirectory full = new JournalDirectory(directory(), () -> 3 << 20);
    assertThatThrownBy(full::open)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NO_ROOM))
        .hasMessageContainingAll(directory().toString(), "3 MB free", "needs 9 MB");
    full.close();
  }

  /** Leaves a closed journal whose log holds {@code writes} writes after the schema. */
  private Path logWith(int writes) throws Exception {
    assertUsable();
    try (JournalDirectory directory = new JournalDirectory(directory());
        KeyValueStore store = open(directory)) {
      for (int i = 0; i < writes; i++) {
        put(store, new byte[] {(byte) i}, 5000);
      }
    }
    try (Stream<Path> files = Files.list(directory())) {
      List<Path> logs = files.filter(file -> file.toString().endsWith(".log")).toList();
      assertThat(logs).hasSize(1);
      return logs.getFirst();
    }
  }

  private static Map<String, Integer> counts(JournalDirectory journal, Predicate<String> wanted)
      throws StoreException {
    Map<String, Integer> counts = new TreeMap<>();
    journal.leases(wanted).forEach((id, leases) -> counts.put(id, leases.size()));
    return counts;
  }
}
