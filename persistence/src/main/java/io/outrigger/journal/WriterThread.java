package io.outrigger.journal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that writes to the store. */
final class WriterThread implements Turns {
  private static final long CLOSE_SECONDS = 30;

  private final ScheduledThreadPoolExecutor executor;

  WriterThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1, turn -> Thread.ofPlatform().name(name).daemon(true).unstarted(turn));
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void run(Runnable turn) {
    executor.execute(turn);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a turn reports by itself
  public void runLater(Duration delay, Runnable turn) {
    executor.schedule(turn, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
