package io.outrigger.journal;

import java.time.Duration;

/** A writer's thread that does almost at once what should wait. */
final class ImpatientTurns implements Turns {
  private final WriterThread thread = new WriterThread("writer");

  @Override
  public void run(Runnable turn) {
    thread.run(turn);
  }

  @Override
  public void runLater(Duration delay, Runnable turn) {
    thread.runLater(Duration.ofMillis(1), turn);
  }

  @Override
  public void close() {
    thread.close();
  }
}
