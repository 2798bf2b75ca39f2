package io.outrigger.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.pekko.dispatch.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Time, chance and the one thread. All that is to be done stands on one list; the seed says which
 * comes next, and when nothing is left to do, time jumps to the next alarm.
 */
final class World {
  /** When every history begins. */
  static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** More work than this without time going on is a loop. */
  private static final int MOST_STEPS_AT_ONCE = 100_000;

  private static final int LOOP_SHOWN = 12;

  /** Something that will happen. */
  static final class Alarm implements Comparable<Alarm> {
    private final long at;
    private final long number;
    private final ServerProcess process;
    private final Runnable action;
    private final boolean inline;
    private boolean over;

    private Alarm(long at, long number, ServerProcess process, Runnable action, boolean inline) {
      this.at = at;
      this.number = number;
      this.process = process;
      this.action = action;
      this.inline = inline;
    }

    /** Returns whether that was in time. */
    boolean cancel() {
      boolean inTime = !over;
      over = true;
      return inTime;
    }

    boolean isOver() {
      return over;
    }

    @Override
    public int compareTo(Alarm other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private record Task(ServerProcess process, Runnable action) {
    /**
     * What a step has brought about comes in the order of names: Pekko keeps actors that watch each
     * other in an order that differs from one run of the JVM to the next.
     */
    int compareTo(Task other) {
      return action instanceof Mailbox mine && other.action instanceof Mailbox others
          ? mine.actor().self().path().compareTo(others.actor().self().path())
          : Boolean.compare(action instanceof Mailbox, other.action instanceof Mailbox);
    }

    String describe() {
      String what =
          action instanceof Mailbox mailbox
              ? mailbox.actor().self().path().toStringWithoutAddress()
              : action.getClass().getSimpleName();
      return process.name() + what;
    }
  }

  private final Thread thread = Thread.currentThread();
  private final SplittableRandom order;
  private final SplittableRandom chance;
  private final Trace trace;
  private final List<Task> ready = new ArrayList<>();
  private final List<String> busy = new ArrayList<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private final ServerProcess nobody = new ServerProcess(this, "-");
  private ServerProcess current = nobody;
  private long now;
  private long alarmsSet;
  private long steps;
  private int stepsAtOnce;
  private Runnable afterStep = () -> {};
  private volatile @Nullable Violation violation;
  private final List<Awaited<?>> awaited = new ArrayList<>();

  World(long seed, Trace trace) {
    SplittableRandom root = new SplittableRandom(seed);
    this.order = root.split();
    this.chance = root.split();
    this.trace = trace;
    trace.attach(this);
  }

  Trace trace() {
    return trace;
  }

  /** What is decided by chance, but for the order of things. */
  SplittableRandom chance() {
    return chance;
  }

  /** Since the beginning. */
  long nanos() {
    return now;
  }

  Instant instant() {
    return ORIGIN.plusNanos(now);
  }

  /** Whose work is being done. */
  ServerProcess current() {
    return current;
  }

  long steps() {
    return steps;
  }

  /** Ends the history, also if an actor is at work, whose faults are Pekko's to catch. */
  void violated(String what) {
    if (violation == null) {
      violation = new Violation(what);
    }
  }

  /** Called after each step, to look at what it did. */
  void afterStep(Runnable look) {
    afterStep = look;
  }

  /**
   * Tells of the end of {@code stage} on this thread. What Pekko gives to Java would tell of it on
   * a thread of its own, so it is looked at after each step instead.
   */
  <T> void whenDone(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> told) {
    awaited.add(new Awaited<>(stage.toCompletableFuture(), told));
  }

  private record Awaited<T>(
      CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> told) {
    boolean isOver() {
      if (!future.isDone()) {
        return false;
      }
      if (future.isCompletedExceptionally()) {
        told.accept(null, future.exceptionNow());
      } else {
        told.accept(future.resultNow(), null);
      }
      return true;
    }
  }

  void post(ServerProcess process, Runnable action) {
    requireOwnThread();
    ready.add(new Task(process, action));
  }

  /** What another thread does cannot be done again. */
  private void requireOwnThread() {
    if (!Thread.currentThread().equals(thread)) {
      violated("another thread: " + Arrays.toString(Thread.currentThread().getStackTrace()));
    }
  }

  Alarm after(Duration delay, ServerProcess process, Runnable action) {
    return at(now + Math.max(0, delay.toNanos()), process, action);
  }

  /** Later, by the network, the clients or whatever else is no process. */
  Alarm after(Duration delay, Runnable action) {
    return after(delay, nobody, action);
  }

  /** The same for what does no more than post work, which then waits for its turn. */
  Alarm postAfter(Duration delay, ServerProcess process, Runnable action) {
    return set(now + Math.max(0, delay.toNanos()), process, action, true);
  }

  Alarm postAfter(Duration delay, Runnable action) {
    return postAfter(delay, nobody, action);
  }

  Alarm at(long nanos, ServerProcess process, Runnable action) {
    return set(nanos, process, action, false);
  }

  private Alarm set(long nanos, ServerProcess process, Runnable action, boolean inline) {
    requireOwnThread();
    Alarm alarm = new Alarm(Math.max(now, nanos), ++alarmsSet, process, action, inline);
    alarms.add(alarm);
    return alarm;
  }

  /** Does {@code action} as if it were the work of {@code process}. */
  void as(ServerProcess process, Runnable action) {
    ServerProcess before = current;
    current = process;
    try {
      action.run();
    } finally {
      current = before;
    }
  }

  /** Lets the world go on for so long. */
  void run(Duration time) {
    long end = now + time.toNanos();
    while (step(end)) {
      // all is done there
    }
    now = end;
  }

  /** Does all that can be done without time going on. */
  void settle() {
    while (step(now)) {
      // all is done there
    }
  }

  /**
   * Does one thing.
   *
   * @return false if nothing is left to be done until {@code end}
   */
  boolean step(long end) {
    if (ready.isEmpty() && !advance(end)) {
      return false;
    }
    if (ready.isEmpty()) {
      return true;
    }
    int index = ready.size() == 1 ? 0 : order.nextInt(ready.size());
    Task task = ready.get(index);
    Task last = ready.removeLast();
    if (index < ready.size()) {
      ready.set(index, last);
    }
    if (!task.process.isAlive()) {
      return true;
    }
    steps++;
    if (++stepsAtOnce > MOST_STEPS_AT_ONCE) {
      busy.add(task.describe());
      if (busy.size() == LOOP_SHOWN) {
        throw new Violation("no end of work at " + trace.time() + ": " + busy);
      }
    }
    trace.step(task.process, ready.size());
    int before = ready.size();
    as(task.process, task.action);
    if (ready.size() > before + 1) {
      ready.subList(before, ready.size()).sort(Task::compareTo);
    }
    if (violation != null) {
      throw violation;
    }
    if (!awaited.isEmpty()) {
      tellOfEnds();
    }
    afterStep.run();
    return true;
  }

  /** What is awaited only since one of them was told of is for the next step. */
  private void tellOfEnds() {
    for (int i = 0; i < awaited.size(); i++) {
      if (awaited.get(i).future.isDone()) {
        List.copyOf(awaited).stream().filter(Awaited::isOver).forEach(awaited::remove);
        return;
      }
    }
  }

  private boolean advance(long end) {
    Alarm next = alarms.peek();
    if (next == null || next.at > end) {
      return false;
    }
    if (next.at > now) {
      now = next.at;
      stepsAtOnce = 0;
    }
    while (next != null && next.at == now) {
      alarms.remove();
      if (!next.over && next.process.isAlive()) {
        next.over = true;
        if (next.inline) {
          as(next.process, next.action);
        } else {
          ready.add(new Task(next.process, next.action));
        }
      }
      next = alarms.peek();
    }
    return true;
  }

  /** A time from 0 to {@code most}, by chance. */
  Duration upTo(Duration most) {
    return Duration.ofNanos(chance.nextLong(most.toNanos() + 1));
  }

  boolean happens(double probability) {
    return probability > 0 && chance.nextDouble() < probability;
  }
}
