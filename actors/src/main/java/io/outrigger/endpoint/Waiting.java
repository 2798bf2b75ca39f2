package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import java.time.Instant;
import java.util.Optional;

/**
 * What an endpoint waits for before it leaves its state.
 *
 * @param what in words for the operator; empty if it waits for nothing
 * @param until when it goes on by itself; empty: not by itself
 */
public record Waiting(String what, Optional<Instant> until) {

  static Waiting of(EndpointState state) {
    boolean ok = state.communicationsOk();
    return switch (state.state()) {
      case STARTUP -> new Waiting("the partner", until(state, EndpointTimer.STARTUP));
      case NORMAL -> forEver("");
      case RECOVER_WAIT ->
          new Waiting(
              "the end of what this server may have promised before it failed",
              until(state, EndpointTimer.RECOVER_WAIT));
      case COMMUNICATIONS_INTERRUPTED ->
          new Waiting(
              ok ? "the partner's RECOVER-DONE" : "the partner",
              until(state, EndpointTimer.AUTO_PARTNER_DOWN));
      case PARTNER_DOWN -> forEver(ok ? "the partner's RECOVER-DONE" : "the partner");
      case RECOVER -> forEver(ok ? "UPDDONE" : "the partner");
      case RECOVER_DONE -> forEver(ok ? "the partner's NORMAL" : "the partner");
      case POTENTIAL_CONFLICT ->
          forEver(
              state.role() == FailoverRole.PRIMARY || state.updateRequest().isPresent()
                  ? "UPDDONE"
                  : "the partner's CONFLICT-DONE");
      case RESOLUTION_INTERRUPTED -> forEver("the partner");
      case CONFLICT_DONE -> forEver(ok ? "the partner's NORMAL" : "the partner");
    };
  }

  private static Waiting forEver(String what) {
    return new Waiting(what, Optional.empty());
  }

  private static Optional<Instant> until(EndpointState state, EndpointTimer timer) {
    return Optional.ofNullable(state.timers().get(timer));
  }
}
