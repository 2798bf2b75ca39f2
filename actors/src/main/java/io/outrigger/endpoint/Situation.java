package io.outrigger.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * What a guard looks at.
 *
 * @param from the state that was left; on entering a state it differs from the current one
 */
record Situation(
    EndpointState state,
    FailoverState from,
    EndpointEvent event,
    Instant now,
    EndpointSettings settings) {

  Optional<Instant> timer() {
    return event instanceof EndpointEvent.TimerFired fired
        ? Optional.ofNullable(state.timers().get(fired.timer()))
        : Optional.empty();
  }

  Optional<FailoverState> partner() {
    return state.facts().partner().map(StateReport::state);
  }
}
