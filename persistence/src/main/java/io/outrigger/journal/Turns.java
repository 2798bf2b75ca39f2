package io.outrigger.journal;

import java.time.Duration;

/** Runs what the journal's writer has to do: one turn at a time, in the order given. */
public interface Turns extends AutoCloseable {
  void run(Runnable turn);

  void runLater(Duration delay, Runnable turn);

  /** Lets the turn that runs come to its end; those that wait for their time are dropped. */
  @Override
  void close();
}
