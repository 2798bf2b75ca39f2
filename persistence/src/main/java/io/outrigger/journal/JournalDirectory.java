package io.outrigger.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.outrigger.journal.proto.JournalSchema;
import io.outrigger.lease.Lease;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a journal on LevelDB: locked by one process, checked before it is opened. One
 * that {@link #check} has opened hands that store to whoever opens it first.
 */
public final class JournalDirectory implements KeyValueStore.Opener {

  /** The version of what is stored; a journal of a higher one is refused. */
  public static final int SCHEMA_VERSION = 1;

  static final String DAMAGE_ADVICE =
      "it is left as it is: stop the server, copy the directory away, then put a backup of it in"
          + " its place, or an empty directory if the failover partner holds these leases";

  private static final Logger LOG = LoggerFactory.getLogger(JournalDirectory.class);
  private static final String LOCK_FILE = "journal.lock";

  /** What {@link #check} finds. */
  public sealed interface Checked {
    /**
     * The journal is open.
     *
     * @param journal to be closed by whoever asked, unless a {@link JournalSetup} takes it
     */
    record Usable(JournalDirectory journal) implements Checked {}

    /**
     * It cannot.
     *
     * @param message one line that names the directory and what to do
     */
    record Unusable(StoreException.Kind kind, String message) implements Checked {}
  }

  private final Path directory;
  private final Room room;
  private @Nullable FileChannel lockFile;
  private @Nullable KeyValueStore checked; // open, and nobody's yet

  public JournalDirectory(Path directory) {
    this(directory, usableOctets(directory));
  }

  JournalDirectory(Path directory, LongSupplier usableOctets) {
    this.directory = directory.toAbsolutePath().normalize();
    this.room = new Room(this.directory, usableOctets);
  }

  /** Asks the file system; a directory that is not there counts as one with room. */
  private static LongSupplier usableOctets(Path directory) {
    File file = directory.toFile();
    return file::getUsableSpace;
  }

  /**
   * Opens the journal in {@code directory}, which is made if it is missing: to be asked before an
   * actor system starts, so that an operator reads one line and no stack trace.
   */
  public static Checked check(Path directory) {
    JournalDirectory journal = new JournalDirectory(directory);
    try {
      journal.checked = journal.open();
      return new Checked.Usable(journal);
    } catch (StoreException e) {
      journal.close();
      return new Checked.Unusable(e.kind(), e.reason());
    }
  }

  /**
   * The leases that the journal that {@link #check} opened holds for each persistence id that is
   * {@code wanted}, in the order of the ids; not to be asked once somebody else has opened it. It
   * reads every event of those ids.
   *
   * @throws StoreException if that cannot be read
   */
  public SortedMap<String, List<Lease>> leases(Predicate<String> wanted) throws StoreException {
    KeyValueStore store = checked;
    if (store == null) {
      throw new StoreException(StoreException.Kind.CLOSED, place() + " was opened by another");
    }
    return StoredLeases.read(store, wanted);
  }

  @Override
  public String place() {
    return directory.toString();
  }

  @Override
  public KeyValueStore open() throws StoreException {
    KeyValueStore ready = checked;
    if (ready != null) {
      checked = null;
      return ready;
    }
    NativeLibrary.load();
    lock();
    room.require();
    mendTails();
    LevelDbStore store = LevelDbStore.open(directory, room);
    boolean usable = false;
    try {
      checkSchema(store);
      usable = true;
      return store;
    } finally {
      if (!usable) {
        store.close();
      }
    }
  }

  @Override
  public void close() {
    if (checked != null) {
      checked.close();
      checked = null;
    }
    if (lockFile != null) {
      try {
        lockFile.close();
      } catch (IOException e) {
        LOG.warn("cannot close {}: {}", directory.resolve(LOCK_FILE), e.toString());
      }
      lockFile = null;
    }
  }

  private void lock() throws StoreException {
    if (lockFile != null) {
      return;
    }
    Path path = directory.resolve(LOCK_FILE);
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw inUse(channel);
      }
      writeOwner(channel);
      lockFile = channel;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.NOT_ACCESSIBLE,
          "cannot use the journal directory %s: %s: let it be a directory that this user may write"
              .formatted(directory, e),
          e);
    } finally {
      if (channel != null && lockFile == null) {
        closeQuietly(channel);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) { // this very process
      return null;
    }
  }

  private static void writeOwner(FileChannel channel) {
    try {
      channel.truncate(0);
      byte[] owner = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(owner), 0);
    } catch (IOException e) { // on a full disk: the number only makes a message better
      LOG.debug("cannot note the owner of the journal", e);
    }
  }

  private StoreException inUse(FileChannel channel) throws IOException {
    ByteBuffer owner = ByteBuffer.allocate(20);
    channel.read(owner, 0);
    String pid = new String(owner.array(), 0, owner.position(), StandardCharsets.UTF_8).strip();
    return new StoreException(
        StoreException.Kind.IN_USE,
        "the journal directory %s is in use by %s: stop that one, or give this server a directory of its own"
            .formatted(directory, pid.isEmpty() ? "another process" : "process " + pid));
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("cannot close the lock file", e);
    }
  }

  /** Cuts off what a crash left of a write that was never completed. */
  private void mendTails() throws StoreException {
    try {
      boolean newerHoldsRecords = false;
      for (Path log : logs()) {
        newerHoldsRecords |= mendTail(log, newerHoldsRecords);
      }
      Path current = directory.resolve("CURRENT");
      if (Files.exists(current)) {
        Path manifest = directory.resolve(Files.readString(current).strip());
        if (Files.isRegularFile(manifest)) {
          mendTail(manifest, false);
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.IO, "cannot read the journal in " + directory + ": " + e, e);
    }
  }

  /** The logs, newest first. */
  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+\\.log"))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }

  /** Returns whether {@code log} holds records. */
  private static boolean mendTail(Path log, boolean newerHoldsRecords)
      throws IOException, StoreException {
    return switch (LogTail.examine(Files.readAllBytes(log))) {
      case LogTail.Verdict.Intact intact -> !intact.empty();
      case LogTail.Verdict.Torn torn when !newerHoldsRecords -> {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
          LOG.info(
              "{}: cut off {} octets of a write that a crash interrupted",
              log,
              channel.size() - torn.offset());
          channel.truncate(torn.offset());
          channel.force(true);
        }
        yield !torn.empty();
      }
      case LogTail.Verdict.Torn torn -> throw damaged(log, torn.offset());
      case LogTail.Verdict.Damaged damaged -> throw damaged(log, damaged.offset());
    };
  }

  private static StoreException damaged(Path log, long offset) {
    return new StoreException(
        StoreException.Kind.CORRUPT,
        "the journal file %s is damaged at offset %d; %s".formatted(log, offset, DAMAGE_ADVICE));
  }

  private void checkSchema(KeyValueStore store) throws StoreException {
    byte[] stored = store.get(Keys.SCHEMA);
    if (stored == null) {
      requireEmpty(store);
      Batch batch = new Batch();
      batch.put(
          Keys.SCHEMA, JournalSchema.newBuilder().setVersion(SCHEMA_VERSION).build().toByteArray());
      store.write(batch);
      return;
    }
    try {
      int version = JournalSchema.parseFrom(stored).getVersion();
      if (version > SCHEMA_VERSION) {
        throw new StoreException(
            StoreException.Kind.NEWER_SCHEMA,
            "the journal in %s has schema %d and this program knows no later one than %d: run the version that wrote it, or a later one"
                .formatted(directory, version, SCHEMA_VERSION));
      }
    } catch (InvalidProtocolBufferException e) {
      throw notOurs("its schema record cannot be read");
    }
  }

  private void requireEmpty(KeyValueStore store) throws StoreException {
    byte[] any = store.lastKey(new byte[] {0}, new byte[] {(byte) 0xff});
    if (any != null) {
      throw notOurs("it has no schema record");
    }
  }

  private StoreException notOurs(String why) {
    return new StoreException(
        StoreException.Kind.CORRUPT,
        "%s holds a LevelDB store that is no journal of this program: %s; %s"
            .formatted(directory, why, DAMAGE_ADVICE));
  }
}
