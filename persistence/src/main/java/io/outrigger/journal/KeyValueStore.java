package io.outrigger.journal;

import org.jspecify.annotations.Nullable;

/**
 * An ordered map from octets to octets (unsigned, lexicographic) that survives its process. Reads
 * come from any thread, writes from one at a time; {@link #close} waits for both.
 */
public interface KeyValueStore extends AutoCloseable {

  /** Opens a store, anew if need be. */
  interface Opener extends AutoCloseable {
    /**
     * @throws StoreException that names the directory and what to do
     */
    KeyValueStore open() throws StoreException;

    /** Where the store lies, for messages. */
    String place();

    /** Gives the place free for others; the store that was opened is closed already. */
    @Override
    void close();
  }

  /** Takes entries in the order of their keys. */
  interface Visitor {
    /**
     * @return whether to go on
     */
    boolean visit(byte[] key, byte[] value) throws StoreException;
  }

  /**
   * Stores all of {@code batch} or nothing of it, and returns when it is on stable storage. After a
   * failure other than NO_ROOM either may be the case, and the store must be opened anew.
   */
  void write(Batch batch) throws StoreException;

  /** Visits the entries from {@code from} (inclusive) to {@code to} (exclusive). */
  void scan(byte[] from, byte[] to, Visitor visitor) throws StoreException;

  /** The highest key from {@code from} (inclusive) to {@code to} (exclusive); null if none. */
  byte @Nullable [] lastKey(byte[] from, byte[] to) throws StoreException;

  byte @Nullable [] get(byte[] key) throws StoreException;

  @Override
  void close();
}
