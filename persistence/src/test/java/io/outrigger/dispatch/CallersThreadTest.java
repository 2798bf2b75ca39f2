package io.outrigger.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CallersThreadTest {
  private final CallersThread.Direct executor = new CallersThread.Direct();
  private final List<String> done = new ArrayList<>();

  @Test
  void tasksRunAtOnceInTheThreadThatGivesThem() {
    executor.execute(() -> done.add(Thread.currentThread().getName()));
    assertThat(done).containsExactly(Thread.currentThread().getName());
  }

  @Test
  void whatATaskGivesRunsAfterItAndBeforeItsCallerGoesOn() {
    CallersThread.Direct other = new CallersThread.Direct();
    executor.execute(
        () -> {
          other.execute(() -> done.add("given first"));
          executor.execute(() -> done.add("given then"));
          done.add("giver");
        });
    done.add("caller");
    assertThat(done).containsExactly("giver", "given first", "given then", "caller");
  }

  @Test
  void longChainsDoNotFillTheStack() {
    executor.execute(() -> next(100_000));
    assertThat(done).containsExactly("end");
  }

  private void next(int left) {
    if (left == 0) {
      done.add("end");
    } else {
      executor.execute(() -> next(left - 1));
    }
  }

  @Test
  void whatOneTaskThrowsIsNotForTheOthersNorForTheCaller() {
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((_thread, e) -> done.add(e.getMessage()));
    try {
      executor.execute(
          () -> {
            executor.execute(() -> done.add("next"));
            throw new IllegalStateException("broken");
          });
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    executor.execute(() -> done.add("later"));
    assertThat(done).containsExactly("broken", "next", "later");
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    executor.shutdown();
    assertThatThrownBy(() -> executor.execute(() -> done.add("late")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(executor.isTerminated()).isTrue();
  }
}
