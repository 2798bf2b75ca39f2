package io.outrigger.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * What a STATE message says (RFC 8156 §6.3), in either direction.
 *
 * @param state never STARTUP: that is a flag, and the state then is the one before (§5.5.16)
 * @param since start of that state; from the wire in whole seconds
 * @param startup flag S: the sender is in STARTUP
 * @param communicated flag C: the sender has communicated with its partner
 * @param ackStartup flag A: the last STATE that the sender received had flag S
 * @param partnerDownSince in PARTNER-DOWN only: when the sender entered it
 */
public record StateReport(
    FailoverState state,
    Instant since,
    boolean startup,
    boolean communicated,
    boolean ackStartup,
    Optional<Instant> partnerDownSince) {

  /**
   * @throws IllegalArgumentException if the state is STARTUP; {@link FailoverState#sent} never
   *     gives that
   */
  public StateReport {
    if (state == FailoverState.STARTUP) {
      throw new IllegalArgumentException("STARTUP is never sent");
    }
  }
}
