package io.outrigger.simulation;

import com.typesafe.config.Config;
import io.outrigger.dispatch.ThreadlessExecutor;
import java.util.concurrent.ThreadFactory;
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

  private static final class OnTheList extends ThreadlessExecutor {
    private final ServerProcess process;

    private OnTheList(ServerProcess process) {
      this.process = process;
    }

    @Override
    protected void take(Runnable task) {
      process.world().post(process, task);
    }
  }
}
