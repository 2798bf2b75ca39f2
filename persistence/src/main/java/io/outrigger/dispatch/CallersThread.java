package io.outrigger.dispatch;

import com.typesafe.config.Config;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadFactory;
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
  static final class Direct extends ThreadlessExecutor {
    private static final ThreadLocal<Deque<Runnable>> WAITING = new ThreadLocal<>();

    @Override
    protected void take(Runnable task) {
      Deque<Runnable> waiting = WAITING.get();
      if (waiting != null) {
        waiting.add(task); // not deeper and deeper into the stack
        return;
      }
      Deque<Runnable> own = new ArrayDeque<>(4);
      WAITING.set(own);
      try {
        for (Runnable next = task; next != null; next = own.poll()) {
          runApart(next);
        }
      } finally {
        WAITING.remove();
      }
    }
  }
}
