package io.outrigger.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.fusesource.leveldbjni.JniDBFactory;
import org.fusesource.leveldbjni.internal.JniDB;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBException;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.ReadOptions;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * A store in LevelDB. Every access holds a lock that closing waits for: LevelDB takes the process
 * down with it when it, or an iterator of it, is used after it was closed.
 */
final class LevelDbStore implements KeyValueStore {
  /** Small, since logs of up to twice this are on the disk however few leases there are. */
  private static final int WRITE_BUFFER_OCTETS = 1 << 20;

  private static final byte[] FIRST_KEY = {0};
  private static final byte[] LAST_KEY = {(byte) 0xff};
  private static final int BLOCK_OCTETS = 4 << 10;
  private static final int CACHE_OCTETS = 4 << 20;

  private final DB db;
  private final Path directory;
  private final Room room;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Tidier tidier = new Tidier(new Merger());
  private volatile boolean closed;
  private boolean merging = true; // touched by the writer alone

  private LevelDbStore(DB db, Path directory, Room room) {
    this.db = db;
    this.directory = directory;
    this.room = room;
  }

  static LevelDbStore open(Path directory, Room room) throws StoreException {
    return open(directory, room, JniDBFactory.factory);
  }

  static LevelDbStore open(Path directory, Room room, DBFactory factory) throws StoreException {
    Options options =
        new Options()
            .createIfMissing(true)
            .paranoidChecks(true)
            .verifyChecksums(true)
            .compressionType(CompressionType.SNAPPY)
            .writeBufferSize(WRITE_BUFFER_OCTETS)
            .blockSize(BLOCK_OCTETS)
            .cacheSize(CACHE_OCTETS);
    try {
      DB db = factory.open(directory.toFile(), options);
      LevelDbStore store = new LevelDbStore(db, directory, room);
      store.tidier.start();
      return store;
    } catch (IOException | DBException e) {
      throw failure(directory, "open the journal in", e);
    }
  }

  @Override
  public void write(Batch batch) throws StoreException {
    lock.readLock().lock();
    try {
      requireOpen();
      requireRoom();
      write(db, batch);
    } catch (DBException e) {
      throw failure(directory, "write to the journal in", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void write(DB db, Batch batch) {
    int[] deletes = new int[1];
    try (WriteBatch updates = db.createWriteBatch()) {
      batch.forEach(
          new Batch.Visitor() {
            @Override
            public void put(byte[] key, byte[] value) {
              updates.put(key, value);
            }

            @Override
            public void delete(byte[] key) {
              updates.delete(key);
              deletes[0]++;
            }
          });
      db.write(updates, new WriteOptions().sync(true));
      tidier.written(batch.size() - deletes[0], deletes[0]);
    } catch (IOException e) {
      throw new DBException(e);
    }
  }

  /** While there is no room LevelDB must not merge tables behind our back either. */
  private void requireRoom() throws StoreException {
    try {
      room.require();
    } catch (StoreException e) {
      if (merging && e.kind() == StoreException.Kind.NO_ROOM) {
        suspendMerging();
      }
      throw e;
    }
    resumeMerging();
  }

  private void suspendMerging() {
    try {
      ((JniDB) db).suspendCompactions();
      merging = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void resumeMerging() {
    if (!merging) {
      ((JniDB) db).resumeCompactions();
      merging = true;
    }
  }

  @Override
  public void scan(byte[] from, byte[] to, Visitor visitor) throws StoreException {
    lock.readLock().lock();
    try {
      requireOpen();
      try (DBIterator entries = db.iterator(readOptions())) {
        entries.seek(from);
        while (entries.hasNext()) {
          Map.Entry<byte[], byte[]> entry = entries.next();
          if (Arrays.compareUnsigned(entry.getKey(), to) >= 0
              || !visitor.visit(entry.getKey(), entry.getValue())) {
            return;
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw failure(directory, "read the journal in", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public byte @Nullable [] lastKey(byte[] from, byte[] to) throws StoreException {
    lock.readLock().lock();
    try {
      requireOpen();
      try (DBIterator entries = db.iterator(readOptions())) {
        byte[] last = keyBefore(entries, to);
        return last == null || Arrays.compareUnsigned(last, from) < 0 ? null : last;
      }
    } catch (IOException | RuntimeException e) {
      throw failure(directory, "read the journal in", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private static byte @Nullable [] keyBefore(DBIterator entries, byte[] to) {
    entries.seek(to);
    try {
      if (entries.hasNext()) {
        return entries.prev().getKey();
      }
      entries.seekToLast();
      return entries.hasNext() ? entries.peekNext().getKey() : null;
    } catch (NoSuchElementException e) { // nothing comes before
      return null;
    }
  }

  @Override
  public byte @Nullable [] get(byte[] key) throws StoreException {
    lock.readLock().lock();
    try {
      requireOpen();
      return db.get(key, readOptions());
    } catch (DBException e) {
      throw failure(directory, "read the journal in", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      resumeMerging(); // LevelDB, and the tidier, wait for its own thread
      tidier.close();
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        db.close();
      }
    } catch (IOException e) {
      throw new DBException(e); // the native store has none
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void requireOpen() throws StoreException {
    if (closed) {
      throw new StoreException(
          StoreException.Kind.CLOSED, "the journal in " + directory + " is closed");
    }
  }

  private static ReadOptions readOptions() {
    return new ReadOptions().verifyChecksums(true).fillCache(false);
  }

  /** LevelDB tells the kind of an error only by the first word of its message. */
  private static StoreException failure(Path directory, String attempt, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String what = "cannot %s %s: %s".formatted(attempt, directory, message);
    if (message.startsWith("Corruption") || message.contains("does not exist (create_if_missing")) {
      return new StoreException(
          StoreException.Kind.CORRUPT, what + "; " + JournalDirectory.DAMAGE_ADVICE, e);
    }
    return new StoreException(StoreException.Kind.IO, what, e);
  }

  /** Looks whether tidying is worth while, and does it. */
  boolean tidyIfWorthWhile() {
    return tidier.tidyIfWorthWhile();
  }

  /** What the tidier does to this store. */
  private final class Merger implements Tidier.Store {
    @Override
    public long octets() throws StoreException {
      return room.tableOctets();
    }

    /**
     * LevelDB leaves the lowest tables as they are, unless there is something to merge into them:
     * let that be two deletions of nothing, so far apart that all tables lie between them.
     */
    private void deleteOutermost() throws IOException {
      try (WriteBatch nothing = db.createWriteBatch()) {
        nothing.delete(FIRST_KEY).delete(LAST_KEY);
        db.write(nothing, new WriteOptions().sync(true));
      }
    }

    @Override
    public void merge() throws StoreException {
      lock.readLock().lock();
      try {
        requireOpen();
        room.require();
        db.compactRange(FIRST_KEY, FIRST_KEY); // makes a table of what is in memory
        deleteOutermost();
        db.compactRange(FIRST_KEY, LAST_KEY);
      } catch (DBException | IOException e) {
        throw failure(directory, "tidy the journal in", e);
      } finally {
        lock.readLock().unlock();
      }
    }
  }
}
