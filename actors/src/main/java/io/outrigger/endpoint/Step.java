package io.outrigger.endpoint;

import java.util.List;

/**
 * The answer of the state machine to an event.
 *
 * @param effects to be carried out in order
 * @param rules the row that the event met; then, if the state changed, those met when the machine
 *     was invoked again because of that (RFC 8156 §8.1); never empty
 */
public record Step(EndpointState next, List<Effect> effects, List<Rule> rules) {
  public Step {
    effects = List.copyOf(effects);
    rules = List.copyOf(rules);
  }

  /** The row that the event met. */
  public Rule rule() {
    return rules.getFirst();
  }

  /** Whether nothing was done because RFC 8156 knows no such step; {@link Rule#reason} says why. */
  public boolean refused() {
    return rule().verdict() == Verdict.REFUSE;
  }
}
