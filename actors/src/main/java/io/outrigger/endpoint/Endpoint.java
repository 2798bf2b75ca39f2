package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import java.time.Instant;

/**
 * A failover endpoint as a function (RFC 8156 §8): what it knows and what happens give what it
 * knows next and what is to be done. {@link Transitions} says which, this only carries it out.
 */
public final class Endpoint {
  private Endpoint() {}

  /** The first step: into STARTUP (§8.3.2 steps 1 to 3). */
  public static Step start(
      FailoverRole role, EndpointEvent.Started event, Instant now, EndpointSettings settings) {
    EndpointFacts facts = event.stored().orElseGet(() -> EndpointFacts.none(now));
    EndpointState blank = EndpointState.starting(role, facts, now);
    return new StepRun(blank, true, now, settings).run(event);
  }

  /**
   * Any further step.
   *
   * @param state the last step's {@link Step#next}
   * @param settings may differ from those of the last step; a running timer keeps its time
   */
  public static Step step(
      EndpointState state, EndpointEvent event, Instant now, EndpointSettings settings) {
    return new StepRun(state, false, now, settings).run(event);
  }
}
