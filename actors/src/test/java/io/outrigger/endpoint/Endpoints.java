package io.outrigger.endpoint;

import static io.outrigger.endpoint.FailoverState.*;

import io.outrigger.config.FailoverRole;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints in any state, without the way there. */
final class Endpoints {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  static final EndpointSettings SETTINGS = World.SETTINGS;

  /** The states that a partner can report. */
  static final List<FailoverState> REPORTED =
      List.of(FailoverState.values()).stream().filter(s -> s != STARTUP).toList();

  private Endpoints() {}

  static StateReport report(FailoverState state) {
    return report(state, NOW.minusSeconds(100), false);
  }

  static StateReport report(FailoverState state, Instant since, boolean startup) {
    return new StateReport(
        state,
        since,
        startup,
        true,
        false,
        state == PARTNER_DOWN ? Optional.of(since) : Optional.empty());
  }

  static EndpointFacts facts(FailoverState state) {
    return new EndpointFacts(
        state,
        NOW.minusSeconds(50),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(NOW.minusSeconds(20)),
        NOW.minusSeconds(1000),
        true,
        History.KEPT,
        false);
  }

  /** In the state, with no connection. */
  static EndpointState in(FailoverState state, FailoverRole role) {
    boolean startup = state == STARTUP;
    return new EndpointState(
        role,
        startup,
        NOW.minusSeconds(500),
        facts(startup ? COMMUNICATIONS_INTERRUPTED : state),
        Communications.DOWN,
        Optional.empty(),
        Optional.empty(),
        0,
        timers(state));
  }

  /** In the state, while communications are "OK" with a partner in that state. */
  static EndpointState in(FailoverState state, FailoverRole role, FailoverState partner) {
    EndpointState down = in(state, role);
    return down.withFacts(down.facts().heard(report(partner)))
        .withCommunications(Communications.OK);
  }

  static Map<EndpointTimer, Instant> timers(FailoverState state) {
    Map<EndpointTimer, Instant> timers = new EnumMap<>(EndpointTimer.class);
    timers.put(EndpointTimer.LAST_ALIVE, NOW.plusSeconds(5));
    Duration rest = Duration.ofSeconds(3);
    switch (state) {
      case STARTUP -> timers.put(EndpointTimer.STARTUP, NOW.plus(rest));
      case RECOVER_WAIT -> timers.put(EndpointTimer.RECOVER_WAIT, NOW.plus(rest));
      case COMMUNICATIONS_INTERRUPTED ->
          timers.put(EndpointTimer.AUTO_PARTNER_DOWN, NOW.plus(rest));
      default -> {}
    }
    return timers;
  }

  static Step step(EndpointState state, EndpointEvent event) {
    return Endpoint.step(state, event, NOW, SETTINGS);
  }

  static Step partner(EndpointState state, FailoverState partner) {
    return step(state, new EndpointEvent.PartnerStateReceived(report(partner)));
  }

  static Step later(EndpointState state, EndpointTimer timer) {
    return Endpoint.step(
        state, new EndpointEvent.TimerFired(timer), NOW.plusSeconds(3600), SETTINGS);
  }

  static <T extends Effect> List<T> effects(Step step, Class<T> type) {
    return step.effects().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
