package io.outrigger.simulation;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Pekko's timers on the world's time. */
public final class WorldScheduler extends AbstractScheduler {
  private static final double TICKS_A_SECOND = 1e6;

  private final ServerProcess process;

  /** Called by Pekko. */
  public WorldScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
    process = Processes.of(config);
  }

  @Override
  public Cancellable scheduleOnce(
      FiniteDuration delay, Runnable runnable, ExecutionContext executor) {
    World.Alarm alarm = set(delay.toNanos(), () -> executor.execute(runnable));
    return new Cancellable() {
      @Override
      public boolean cancel() {
        return alarm.cancel();
      }

      @Override
      public boolean isCancelled() {
        return alarm.isOver();
      }
    };
  }

  private World.Alarm set(long nanos, Runnable action) {
    return process.world().postAfter(Duration.ofNanos(nanos), process, action);
  }

  @Override
  @Deprecated
  public Cancellable schedule(
      FiniteDuration initialDelay,
      FiniteDuration interval,
      Runnable runnable,
      ExecutionContext executor) {
    Repeated repeated = new Repeated(interval.toNanos(), runnable, executor);
    repeated.alarm = set(initialDelay.toNanos(), repeated);
    return repeated;
  }

  private final class Repeated implements Runnable, Cancellable {
    private final long interval;
    private final Runnable runnable;
    private final ExecutionContext executor;
    private World.Alarm alarm;
    private boolean cancelled;

    @SuppressWarnings("NullAway.Init") // set at once
    private Repeated(long interval, Runnable runnable, ExecutionContext executor) {
      this.interval = interval;
      this.runnable = runnable;
      this.executor = executor;
    }

    @Override
    public void run() {
      alarm = set(interval, this);
      executor.execute(runnable);
    }

    @Override
    public boolean cancel() {
      boolean inTime = !cancelled;
      cancelled = true;
      alarm.cancel();
      return inTime;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Override
  public double maxFrequency() {
    return TICKS_A_SECOND;
  }
}
