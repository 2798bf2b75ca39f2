package io.outrigger.loadclient;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Work that SIGTERM and SIGINT end early but in good order: its result is told, and is the exit
 * code of the process, which it would not be by itself.
 */
final class Stoppable implements Callable<Integer> {
  private static final long LONGEST_END_SECONDS = 10;

  private final Runnable stop;
  private final IntSupplier work;
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger result = new AtomicInteger(1);

  Stoppable(Runnable stop, IntSupplier work) {
    this.stop = stop;
    this.work = work;
  }

  @Override
  public Integer call() {
    Thread hook = new Thread(this::onSignal, "client-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      result.set(work.getAsInt());
      return result.get();
    } finally {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the hook is at work already
      }
    }
  }

  private void onSignal() {
    stop.run();
    try {
      if (done.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(result.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
