package io.outrigger.relationship;

import io.outrigger.pool.SharingCommand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the partner is to have been brought: first all pools bring it, then somebody is told (RFC
 * 8156 §5.3.7, §8.8). One after the other, as a pool answers one request at a time. Mutable, for
 * one actor.
 */
final class Goals {

  private record Goal(long number, boolean all, Runnable done) {}

  private final Pools pools;
  private final Deque<Goal> waiting = new ArrayDeque<>();
  private final Set<String> unfinished = new HashSet<>();
  private @Nullable Goal current;
  private long lastNumber;

  Goals(Pools pools) {
    this.pools = pools;
  }

  void add(boolean all, Runnable done) {
    waiting.add(new Goal(++lastNumber, all, done));
    if (current == null) {
      next();
    }
  }

  private void next() {
    current = waiting.poll();
    if (current == null) {
      return;
    }
    pools.all().forEach(pool -> unfinished.add(pool.name()));
    if (unfinished.isEmpty()) {
      finish();
      return;
    }
    pools.tellAll(new SharingCommand.StartSweep(current.number(), current.all()));
    pools.allReady();
  }

  /** The pool has begun anew, so it brings everything of the current goal once more. */
  void again(SharedPool pool) {
    Goal goal = current;
    if (goal != null && unfinished.contains(pool.name())) {
      pool.tell(new SharingCommand.StartSweep(goal.number(), goal.all()));
    }
  }

  /** Pools that are gone bring nothing any more. */
  void poolsChanged() {
    Set<String> gone = new HashSet<>(unfinished);
    pools.all().forEach(pool -> gone.remove(pool.name()));
    Goal goal = current;
    if (goal != null) {
      gone.forEach(pool -> done(pool, goal.number()));
    }
  }

  void done(String pool, long number) {
    if (current != null && current.number() == number && unfinished.remove(pool)) {
      if (unfinished.isEmpty()) {
        finish();
      }
    }
  }

  private void finish() {
    Goal reached = current;
    current = null;
    if (reached != null) {
      reached.done().run();
    }
    if (current == null) {
      next();
    }
  }

  /** The connection is gone: nobody is told any more. */
  void clear() {
    waiting.clear();
    unfinished.clear();
    current = null;
  }
}
