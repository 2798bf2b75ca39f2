package io.outrigger.journal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the room of deleted entries back to the disk. LevelDB does so by itself, but is content
 * with tens of MB of garbage; for a store of few leases that is many times what it holds. So
 * somebody looks, now and then and whenever much was deleted, and has all merged when it is worth
 * while; reading and writing go on meanwhile.
 *
 * <p>Between merges the tables are no larger than {@link #isWorthWhile} allows: four thirds of what
 * is needed and half a MB. A merge reads and writes what is needed for each third of it that was
 * deleted, so its share of the work does not depend on how many leases there are.
 */
final class Tidier implements AutoCloseable {

  /** A store that can be tidied. */
  interface Store {
    /** The octets of its tables. */
    long octets() throws StoreException;

    /** Merges all; takes up to seconds. */
    void merge() throws StoreException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Tidier.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final long SLACK_OCTETS = 1 << 19;
  private static final long OCTETS_AN_ENTRY = 64; // of a lease, compressed
  private static final long CLOSE_SECONDS = 60;

  private final Store store;
  private final ScheduledExecutorService thread = ownThread();
  private final Executor looks;

  private final Object merging = new Object();

  // guarded by this
  private long leanOctets; // the size when last tidied; 0 if never
  private long puts; // since then
  private long deletes;
  private long deletesAtLastLook;
  private boolean looking;

  Tidier(Store store) {
    this.store = store;
    looks = thread;
  }

  /**
   * @param looks runs the looks that {@link #written} asks for, instead of the tidier's own thread
   */
  Tidier(Store store, Executor looks) {
    this.store = store;
    this.looks = looks;
  }

  private static ScheduledExecutorService ownThread() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("journal-tidier").daemon(true).unstarted(task));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    return thread;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it says itself what goes wrong
  void start() {
    thread.scheduleWithFixedDelay(
        this::tidyIfWorthWhile, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  /** Notes what was written; never waits for a merge. */
  void written(int putCount, int deleteCount) {
    if (noted(putCount, deleteCount)) {
      try {
        looks.execute(this::look);
      } catch (RejectedExecutionException e) { // it is being closed
        LOG.debug("no more tidying", e);
      }
    }
  }

  /** Returns whether so much was deleted since the last look that it is time for another. */
  private synchronized boolean noted(int putCount, int deleteCount) {
    puts += putCount;
    deletes += deleteCount;
    long gone = (deletes - deletesAtLastLook) * OCTETS_AN_ENTRY;
    if (looking || gone < Math.max(leanOctets / 6, SLACK_OCTETS)) {
      return false;
    }
    looking = true;
    return true;
  }

  private void look() {
    try {
      tidyIfWorthWhile();
    } finally {
      synchronized (this) {
        looking = false;
      }
    }
  }

  /** Returns whether it was worth while; waits for a merge under way. */
  boolean tidyIfWorthWhile() {
    synchronized (merging) {
      return tidyAlone();
    }
  }

  private boolean tidyAlone() {
    try {
      if (!isWorthWhile(store.octets())) {
        return false;
      }
      long putsBefore;
      long deletesBefore;
      synchronized (this) {
        putsBefore = puts;
        deletesBefore = deletes;
      }
      store.merge();
      merged(store.octets(), putsBefore, deletesBefore);
      return true;
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NO_ROOM && e.kind() != StoreException.Kind.CLOSED) {
        LOG.warn("The journal cannot be tidied: {}", e.reason());
      }
      return false;
    }
  }

  private synchronized void merged(long octets, long mergedPuts, long mergedDeletes) {
    leanOctets = octets;
    puts -= mergedPuts;
    deletes -= mergedDeletes;
    deletesAtLastLook = 0;
  }

  private synchronized boolean isWorthWhile(long octets) {
    deletesAtLastLook = deletes;
    boolean muchWasDeleted = deletes * OCTETS_AN_ENTRY >= octets / 10;
    long needed = Math.max(0, leanOctets + (puts - deletes) * OCTETS_AN_ENTRY);
    return muchWasDeleted && octets > needed + needed / 3 + SLACK_OCTETS;
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
