package io.outrigger.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Turns that run when a test says so, on its thread. */
final class ManualTurns implements Turns {
  private final Deque<Runnable> now = new ArrayDeque<>();
  private final Deque<Runnable> later = new ArrayDeque<>();

  @Override
  public void run(Runnable turn) {
    now.add(turn);
  }

  @Override
  public void runLater(Duration delay, Runnable turn) {
    later.add(turn);
  }

  /** Runs what is to run now, and what that brings about. */
  void runAll() {
    Runnable turn;
    while ((turn = now.poll()) != null) {
      turn.run();
    }
  }

  /** Lets the time come of what was put off. */
  void elapse() {
    now.addAll(later);
    later.clear();
    runAll();
  }

  @Override
  public void close() {
    runAll();
    later.clear();
  }
}
