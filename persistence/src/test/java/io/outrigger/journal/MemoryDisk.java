package io.outrigger.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory: it can be full, it can break in the middle of a write, and a crash takes what
 * was not synced.
 */
final class MemoryDisk implements KeyValueStore.Opener {

  /** Does something between a write and its sync; what it throws, the write throws. */
  interface BeforeSync {
    void run() throws StoreException;
  }

  private NavigableMap<byte[], byte[]> written = empty();
  private NavigableMap<byte[], byte[]> synced = empty();
  private volatile @Nullable StoreException openFailure;
  private volatile @Nullable StoreException writeFailure;
  private volatile BeforeSync beforeSync = () -> {};
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private int lockReleases;

  private static NavigableMap<byte[], byte[]> empty() {
    return new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  }

  /** Makes each attempt to open fail; null: none. */
  void failOpen(@Nullable StoreException failure) {
    openFailure = failure;
  }

  /** Makes each write fail before it changes anything; null: none. */
  void failWrites(@Nullable StoreException failure) {
    writeFailure = failure;
  }

  void beforeSync(BeforeSync action) {
    beforeSync = action;
  }

  /** What is not synced is gone. */
  void crash() {
    written = empty();
    written.putAll(synced);
  }

  int opened() {
    return opened.get();
  }

  int writes() {
    return writes.get();
  }

  int closed() {
    return lockReleases;
  }

  @Override
  public KeyValueStore open() throws StoreException {
    StoreException failure = openFailure;
    if (failure != null) {
      throw failure;
    }
    opened.incrementAndGet();
    return new Store();
  }

  @Override
  public String place() {
    return "memory";
  }

  @Override
  public void close() {
    lockReleases++;
  }

  /** A failure of the kind, with a reason of its own. */
  static StoreException failure(StoreException.Kind kind) {
    return new StoreException(kind, "the disk says " + kind);
  }

  private final class Store implements KeyValueStore {
    private volatile boolean closed;

    @Override
    public void write(Batch batch) throws StoreException {
      requireOpen();
      StoreException failure = writeFailure;
      if (failure != null) {
        throw failure;
      }
      writes.incrementAndGet();
      batch.forEach(
          new Batch.Visitor() {
            @Override
            public void put(byte[] key, byte[] value) {
              written.put(key, value);
            }

            @Override
            public void delete(byte[] key) {
              written.remove(key);
            }
          });
      beforeSync.run();
      synced = new TreeMap<>(written);
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) throws StoreException {
      requireOpen();
      List<byte[]> keys = new ArrayList<>(written.subMap(from, to).keySet());
      for (byte[] key : keys) {
        requireOpen();
        byte[] value = written.get(key);
        if (value != null && !visitor.visit(key, value)) {
          return;
        }
      }
    }

    @Override
    public byte @Nullable [] lastKey(byte[] from, byte[] to) throws StoreException {
      requireOpen();
      NavigableMap<byte[], byte[]> range = written.subMap(from, true, to, false);
      return range.isEmpty() ? null : range.lastKey();
    }

    @Override
    public byte @Nullable [] get(byte[] key) throws StoreException {
      requireOpen();
      return written.get(key);
    }

    @Override
    public void close() {
      closed = true;
    }

    private void requireOpen() throws StoreException {
      if (closed) {
        throw failure(StoreException.Kind.CLOSED);
      }
    }
  }
}
