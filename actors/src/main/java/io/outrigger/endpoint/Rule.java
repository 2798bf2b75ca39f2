package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the transition table.
 *
 * @param id stable; the section of RFC 8156, a slash, and which rule of that section
 * @param states in which it holds
 * @param roles for which it holds
 * @param communications at which it holds
 * @param triggers what it answers; empty: it is done on entering the state
 * @param partner states of the partner for which it holds; empty: any, or not known
 * @param guard what else must hold
 * @param target of {@link Verdict#MOVE} and {@link Verdict#REMEMBER}
 * @param actions in order
 * @param reason why, in a few words for documentation and operator
 */
public record Rule(
    String id,
    Set<FailoverState> states,
    Set<FailoverRole> roles,
    Set<Communications> communications,
    Set<Trigger> triggers,
    Set<FailoverState> partner,
    Guard guard,
    Verdict verdict,
    Optional<FailoverState> target,
    List<Action> actions,
    String reason) {

  /** The section that it comes from, as in {@code §8.4.2}. */
  public String section() {
    return "§" + id.substring(0, id.indexOf('/'));
  }

  /** Whether it is done on entering the state, beside the row that led there. */
  public boolean onEntry() {
    return triggers.isEmpty();
  }

  boolean greets(Situation situation) {
    return onEntry() && holds(situation);
  }

  /** Whether all but its triggers is as it asks for. */
  boolean holds(Situation situation) {
    EndpointState state = situation.state();
    return states.contains(state.state())
        && roles.contains(state.role())
        && communications.contains(state.communications())
        && (partner.isEmpty() || situation.partner().map(partner::contains).orElse(false))
        && guard.holds(situation);
  }
}
