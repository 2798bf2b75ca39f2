package io.outrigger.journal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the room of deleted entries back to the disk. LevelDB does so by itself, but is content
 * with tens of MB of garbage; for a store of few leases that is many times what it holds. So now
 * and then somebody looks, and has all merged when it is worth while; reading and writing go on
 * meanwhile.
 */
final class Tidier implements AutoCloseable {

  /** A store that can be tidied. */
  interface Store {
    /** The octets of its files. */
    long octets() throws StoreException;

    /** Merges all; takes up to seconds. */
    void merge() throws StoreException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Tidier.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final long SLACK_OCTETS = 2 << 20;
  private static final long OCTETS_AN_ENTRY = 64; // of a lease, compressed
  private static final long CLOSE_SECONDS = 60;

  private final Store store;
  private final ScheduledThreadPoolExecutor thread;

  // guarded by this
  private long leanOctets; // the size when last tidied; 0 if never
  private long puts;
  private long deletes;

  Tidier(Store store) {
    this.store = store;
    thread =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("journal-tidier").daemon(true).unstarted(task));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it says itself what goes wrong
  void start() {
    thread.scheduleWithFixedDelay(
        this::tidyIfWorthWhile, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  /** Notes what was written. */
  synchronized void written(int putCount, int deleteCount) {
    puts += putCount;
    deletes += deleteCount;
  }

  /** Returns whether it was worth while. */
  boolean tidyIfWorthWhile() {
    try {
      if (!isWorthWhile(store.octets())) {
        return false;
      }
      synchronized (this) {
        puts = 0;
        deletes = 0;
      }
      store.merge();
      long lean = store.octets();
      synchronized (this) {
        leanOctets = lean;
      }
      return true;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NO_ROOM && e.kind() != StoreException.Kind.CLOSED) {
        LOG.warn("The journal cannot be tidied: {}", e.reason());
      }
      return false;
    }
  }

  private synchronized boolean isWorthWhile(long octets) {
    boolean muchWasDeleted = deletes * OCTETS_AN_ENTRY >= octets / 10;
    long needed = leanOctets + Math.max(0, puts - deletes) * OCTETS_AN_ENTRY;
    return muchWasDeleted && octets > needed + needed / 2 + SLACK_OCTETS;
  }

  /** Waits for the merge under way. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The journal is still being tidied after {} s.", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
