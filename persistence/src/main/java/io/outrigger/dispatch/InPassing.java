package io.outrigger.dispatch;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Work after which a thread itself runs the actors on {@link PassingThreads} that it gave something
 * to, instead of waking threads of theirs: for one that has nothing else to do then. While little
 * happens, an answer need not wait until another thread is awake.
 */
public final class InPassing {
  /** More actors than these are better served by several threads. */
  static final int MOST = 2;

  private static final ThreadLocal<@Nullable InPassing> CURRENT = new ThreadLocal<>();

  private final Queue<Runnable> taken = new ArrayDeque<>(MOST);

  private InPassing() {}

  /** Runs {@code work}, then what was taken meanwhile, also if it throws. */
  public static void run(Runnable work) {
    if (CURRENT.get() != null) {
      work.run();
      return;
    }
    InPassing passing = new InPassing();
    CURRENT.set(passing);
    try {
      work.run();
    } finally {
      CURRENT.remove(); // what these give on is for others: this thread is not kept for long
      passing.taken.forEach(ThreadlessExecutor::runApart);
    }
  }

  /** Whether this thread will run {@code task} by itself. */
  static boolean takes(Runnable task) {
    InPassing passing = CURRENT.get();
    return passing != null && passing.taken.size() < MOST && passing.taken.add(task);
  }
}
