package io.outrigger.journal;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * The executor of a dispatcher without threads: an actor on it runs in the thread of whoever tells
 * it something. For actors that pass on what they are told and never wait: to wake a thread costs
 * more than all that they do.
 */
public final class CallersThread extends ExecutorServiceConfigurator {

  /** Called by Pekko. */
  public CallersThread(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(
      String id, ThreadFactory threadFactory) {
    return Direct::new;
  }

  /** Runs each task at once; one that comes of another task in this thread, after that one. */
  static final class Direct extends AbstractExecutorService {
    private static final ThreadLocal<Deque<Runnable>> WAITING = new ThreadLocal<>();

    private volatile boolean shutdown;

    @Override
    public void execute(Runnable task) {
      if (shutdown) {
        throw new RejectedExecutionException();
      }
      Deque<Runnable> waiting = WAITING.get();
      if (waiting != null) {
        waiting.add(task); // not deeper and deeper into the stack
        return;
      }
      Deque<Runnable> own = new ArrayDeque<>(4);
      WAITING.set(own);
      try {
        for (Runnable next = task; next != null; next = own.poll()) {
          run(next);
        }
      } finally {
        WAITING.remove();
      }
    }

    /** What one task throws is not for the others, nor for who gave it. */
    private static void run(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
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
      return true; // nothing waits here
    }
  }
}
