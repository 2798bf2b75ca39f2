package io.outrigger.dispatch;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** An executor that has no threads to end, and keeps no tasks to wait for. */
public abstract class ThreadlessExecutor extends AbstractExecutorService {
  private volatile boolean shutdown;

  /** Sees to it that {@code task} runs. */
  protected abstract void take(Runnable task);

  /** What one task throws is not for the others, nor for who gave it. */
  static void runApart(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /**
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  @Override
  public final void execute(Runnable task) {
    if (shutdown) {
      throw new RejectedExecutionException();
    }
    take(task);
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
