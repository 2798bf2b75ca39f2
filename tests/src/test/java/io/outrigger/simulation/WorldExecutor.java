package io.outrigger.simulation;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** A dispatcher without threads: what it is given goes on the world's list. */
public final class WorldExecutor extends ExecutorServiceConfigurator {
  private final ServerProcess process;

  /** Called by Pekko. */
  public WorldExecutor(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    process = Processes.of(prerequisites.settings().config());
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(
      String id, ThreadFactory threadFactory) {
    return () -> new OnTheList(process);
  }

  private static final class OnTheList extends AbstractExecutorService {
    private final ServerProcess process;
    private boolean shutdown;

    private OnTheList(ServerProcess process) {
      this.process = process;
    }

    @Override
    public void execute(Runnable command) {
      if (shutdown) {
        throw new RejectedExecutionException();
      }
      process.world().post(process, command);
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
}
