package io.outrigger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventIdTest {

  @Test
  void noIdIsUsedTwiceAndTheyAreInOrder() {
    assertThat(Arrays.stream(EventId.values()).map(EventId::id)).doesNotHaveDuplicates().isSorted();
  }

  /** Whoever watches a log relies on these; one may be added, none changed. */
  @Test
  void idsStayWhatTheyWere() {
    assertThat(EventId.STATE_CHANGED.id()).isEqualTo("OR1001");
    assertThat(EventId.COMMUNICATIONS_INTERRUPTED.id()).isEqualTo("OR1003");
    assertThat(EventId.CONFIGURATION_DIFFERS.id()).isEqualTo("OR1006");
    assertThat(EventId.TIME_SKEW.id()).isEqualTo("OR2005");
    assertThat(EventId.DOUBLE_ASSIGNMENT.id()).isEqualTo("OR3003");
    assertThat(EventId.BALANCE_REFUSED.id()).isEqualTo("OR4003");
    assertThat(EventId.DISK_FULL.id()).isEqualTo("OR5003");
  }

  @Test
  void whatRfc8156WantsStaffToHearIsAnAlarm() {
    assertThat(
            List.of(
                EventId.COMMUNICATIONS_INTERRUPTED.severity(),
                EventId.RESOLUTION_INTERRUPTED.severity(),
                EventId.STORAGE_LOST.severity(),
                EventId.DOUBLE_ASSIGNMENT.severity(),
                EventId.DISK_FULL.severity()))
        .containsOnly(Severity.ALARM);
  }

  @ParameterizedTest
  @EnumSource
  void eachIsExplained(EventId id) {
    assertThat(id.id()).matches("OR[1-5]\\d{3}");
    assertThat(id.title()).isNotEmpty().doesNotEndWith(".");
    assertThat(id.meaning()).endsWith(".");
    assertThat(id.advice()).endsWith(".");
    assertThat(id.keys())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(k -> k.matches("[a-zA-Z]+"));
  }
}
