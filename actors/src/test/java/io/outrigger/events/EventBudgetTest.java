package io.outrigger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventBudgetTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void aStormIsTenLinesAMinuteAndTheNextOneSaysHowManyAreMissing() {
    EventBudget budget = new EventBudget();
    for (int i = 0; i < 10; i++) {
      assertThat(budget.take(START.plusSeconds(i))).hasValue(0);
    }
    for (int i = 0; i < 7; i++) {
      assertThat(budget.take(START.plusSeconds(59))).isEmpty();
    }
    assertThat(budget.take(START.plusSeconds(60))).hasValue(7);
    assertThat(budget.take(START.plusSeconds(60))).hasValue(0);
  }

  @Test
  void aClockThatIsSetBackSilencesNothing() {
    EventBudget budget = new EventBudget();
    for (int i = 0; i < 11; i++) {
      budget.take(START);
    }
    assertThat(budget.take(START.minusSeconds(3600))).hasValue(1);
  }
}
