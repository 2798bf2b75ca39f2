package io.outrigger.dispatch;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ThreadPoolExecutorConfigurator;

/**
 * The executor of a dispatcher whose actors run in threads of its own, those of its {@code
 * thread-pool-executor}, or in that of a caller who does it {@link InPassing}.
 */
public final class PassingThreads extends ExecutorServiceConfigurator {
  private final ThreadPoolExecutorConfigurator threads;

  /** Called by Pekko. */
  public PassingThreads(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    threads =
        new ThreadPoolExecutorConfigurator(config.getConfig("thread-pool-executor"), prerequisites);
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(
      String id, ThreadFactory threadFactory) {
    ExecutorServiceFactory made = threads.createExecutorServiceFactory(id, threadFactory);
    return () -> over(made.createExecutorService());
  }

  /** Gives on to {@code threads} what no caller does in passing; ends with them. */
  public static ExecutorService over(ExecutorService threads) {
    return new Passing(threads);
  }

  private static final class Passing extends AbstractExecutorService {
    private final ExecutorService threads;

    Passing(ExecutorService threads) {
      this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
      if (threads.isShutdown() || !InPassing.takes(task)) {
        threads.execute(task);
      }
    }

    @Override
    public void shutdown() {
      threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return threads.awaitTermination(timeout, unit);
    }
  }
}
