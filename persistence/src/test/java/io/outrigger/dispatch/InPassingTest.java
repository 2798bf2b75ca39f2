package io.outrigger.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class InPassingTest {
  private final List<Runnable> givenOn = new ArrayList<>();
  private final ExecutorService executor =
      PassingThreads.over(
          new ThreadlessExecutor() {
            @Override
            protected void take(Runnable task) {
              givenOn.add(task);
            }
          });
  private final List<String> done = new ArrayList<>();

  @Test
  void withoutItTasksGoToTheThreads() {
    executor.execute(() -> done.add("task"));
    assertThat(givenOn).hasSize(1);
    assertThat(done).isEmpty();
  }

  @Test
  void tasksRunInTheThreadThatGaveThemWhenItsWorkIsDone() {
    InPassing.run(
        () -> {
          executor.execute(() -> done.add(Thread.currentThread().getName()));
          done.add("work");
        });
    assertThat(done).containsExactly("work", Thread.currentThread().getName());
    assertThat(givenOn).isEmpty();
  }

  @Test
  void moreThanAFewGoToTheThreads() {
    InPassing.run(
        () -> {
          for (int i = 0; i <= InPassing.MOST; i++) {
            executor.execute(() -> done.add("task"));
          }
        });
    assertThat(done).hasSize(InPassing.MOST);
    assertThat(givenOn).hasSize(1);
  }

  @Test
  void whatATaskGivesGoesToTheThreads() {
    InPassing.run(() -> executor.execute(() -> executor.execute(() -> done.add("given"))));
    assertThat(givenOn).hasSize(1);
    assertThat(done).isEmpty();
  }

  @Test
  void itIsDoneOnceTheOutermostWorkIs() {
    InPassing.run(
        () -> {
          InPassing.run(() -> executor.execute(() -> done.add("task")));
          done.add("work");
        });
    assertThat(done).containsExactly("work", "task");
  }

  @Test
  void whatThrowsKeepsNothingFromRunning() {
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((_thread, e) -> done.add(e.getMessage()));
    try {
      assertThatThrownBy(
              () ->
                  InPassing.run(
                      () -> {
                        executor.execute(
                            () -> {
                              throw new IllegalStateException("task");
                            });
                        executor.execute(() -> done.add("next"));
                        throw new IllegalStateException("work");
                      }))
          .hasMessage("work");
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
    assertThat(done).containsExactly("task", "next");
    executor.execute(() -> done.add("later"));
    assertThat(givenOn).hasSize(1);
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    executor.shutdown();
    assertThat(executor.isTerminated()).isTrue();
    InPassing.run(
        () ->
            assertThatThrownBy(() -> executor.execute(() -> done.add("late")))
                .isInstanceOf(RejectedExecutionException.class));
    assertThat(done).isEmpty();
  }
}
