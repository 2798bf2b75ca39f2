package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.admin.RelationshipStatus;
import io.outrigger.endpoint.FailoverState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ready: serving clients, or standing by as a healthy partner. */
class OperatorAdviceTest {
  private static final Set<FailoverState> NOT_READY =
      Set.of(
          FailoverState.STARTUP,
          FailoverState.RECOVER,
          FailoverState.RECOVER_WAIT,
          FailoverState.POTENTIAL_CONFLICT);

  @ParameterizedTest
  @EnumSource(FailoverState.class)
  void aServerIsReadyInEachStateInWhichSomeClientGetsAnAnswer(FailoverState state) {
    for (String role : List.of("primary", "secondary")) {
      assertThat(OperatorAdvice.notReady(status(role, state)).isPresent())
          .as("%s in %s", role, state)
          .isEqualTo(NOT_READY.contains(state));
    }
  }

  private static RelationshipStatus status(String role, FailoverState state) {
    return new RelationshipStatus(
        "campus",
        role,
        state.rfcName(),
        "2026-11-21T10:00:00Z",
        null,
        null,
        "ok",
        "the partner",
        0,
        0,
        null,
        3600,
        true,
        null,
        null,
        0,
        null,
        false,
        null,
        "agrees",
        List.of(),
        List.of(),
        null);
  }
}
