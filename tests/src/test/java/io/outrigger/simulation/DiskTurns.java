package io.outrigger.simulation;

import io.outrigger.journal.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The journal's writer: each turn takes as long as a sync does, by the seed. */
final class DiskTurns implements Turns {
  private final ServerProcess process;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private Duration longestSync;
  private boolean busy;
  private boolean closed;

  DiskTurns(ServerProcess process, Duration longestSync) {
    this.process = process;
    this.longestSync = longestSync;
  }

  void longestSync(Duration time) {
    longestSync = time;
  }

  @Override
  public void run(Runnable turn) {
    waiting.add(turn);
    next();
  }

  private void next() {
    if (busy || waiting.isEmpty()) {
      return;
    }
    busy = true;
    World world = process.world();
    world.after(
        world.upTo(longestSync),
        process,
        () -> {
          busy = false;
          waiting.remove().run();
          next();
        });
  }

  @Override
  public void runLater(Duration delay, Runnable turn) {
    process
        .world()
        .after(
            delay,
            process,
            () -> {
              if (!closed) {
                run(turn);
              }
            });
  }

  @Override
  public void close() {
    closed = true;
  }
}
