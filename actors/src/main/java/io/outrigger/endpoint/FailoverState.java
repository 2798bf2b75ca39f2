package io.outrigger.endpoint;

import java.util.Optional;

/**
 * The states of a failover endpoint (RFC 8156 §8), in the order of their sections.
 *
 * <p>Two servers share the leases of a relationship. While they hear each other they are in NORMAL:
 * the primary answers clients, the secondary only what is addressed to it, and each tells the other
 * of its leases after the client has had its answer. So each may be behind the other, but by no
 * more than the MCLT: that bound is what makes everything else safe.
 *
 * <p>When they lose each other, both go to COMMUNICATIONS-INTERRUPTED and both serve, each from its
 * own pool and within the MCLT, for neither can know whether the other is dead or merely out of
 * reach. That may go on for ever and heals by itself. Somebody who does know that the partner is
 * dead (an operator, or a timer that he set) moves the survivor to PARTNER-DOWN, which after a wait
 * takes everything over.
 *
 * <p>A server that comes back to a partner in PARTNER-DOWN must learn what it missed: RECOVER (it
 * asks for updates), RECOVER-WAIT (it waits until all that it may have promised and forgotten has
 * run out), RECOVER-DONE (it waits for its partner's word), NORMAL.
 *
 * <p>If both served without bounds, the same lease may have two clients. POTENTIAL-CONFLICT stops
 * both and brings them together: first the primary takes the secondary's updates (and then serves
 * again: CONFLICT-DONE), then the secondary takes the primary's. A break on the way is
 * RESOLUTION-INTERRUPTED, so that clients are not left without a server.
 *
 * <p>Each start begins with STARTUP, a short look around: is the partner there, and what did it do
 * meanwhile?
 */
public enum FailoverState {
  /** Just started: listens for the partner, answers nobody (§8.3). */
  STARTUP(1),
  /** Serves alone and without bound, for the partner is known to be down (§8.4). */
  PARTNER_DOWN(4),
  /** Asks the partner for what it missed or lost, answers nobody (§8.5). */
  RECOVER(6),
  /** Has every update; waits until what it may have promised has run out (§8.6). */
  RECOVER_WAIT(7),
  /** Ready; waits until the partner has seen that (§8.7). */
  RECOVER_DONE(8),
  /** Both hear each other and agree: the primary serves, the secondary follows (§8.8). */
  NORMAL(2),
  /** The partner is out of reach: serves from its own pool, within the MCLT (§8.9). */
  COMMUNICATIONS_INTERRUPTED(3),
  /** Both may have given the same lease away: exchanges updates, answers nobody (§8.10). */
  POTENTIAL_CONFLICT(5),
  /** The partner went away during POTENTIAL-CONFLICT: serves as when interrupted (§8.11). */
  RESOLUTION_INTERRUPTED(9),
  /** The primary has the secondary's updates and serves; the secondary still reads (§8.12). */
  CONFLICT_DONE(10);

  private final int code;

  FailoverState(int code) {
    this.code = code;
  }

  /** The value in OPTION_F_SERVER_STATE (§5.5.16). STARTUP has one, but never sends it. */
  public int code() {
    return code;
  }

  /**
   * The state that a partner means by this value; empty for a value that no partner may send, which
   * includes that of STARTUP (§5.5.16).
   */
  public static Optional<FailoverState> sent(int code) {
    for (FailoverState state : values()) {
      if (state.code == code && state != STARTUP) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** As the RFC writes it, as in {@code PARTNER-DOWN}. */
  public String rfcName() {
    return name().replace('_', '-');
  }
}
