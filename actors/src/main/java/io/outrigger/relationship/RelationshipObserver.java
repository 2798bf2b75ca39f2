package io.outrigger.relationship;

import io.outrigger.endpoint.Alarm;
import io.outrigger.endpoint.EndpointState;
import io.outrigger.endpoint.ServicePolicy;
import io.outrigger.partner.LinkParameters;
import java.time.Duration;
import java.util.Optional;

/**
 * Who wants to know what goes on in a relationship. Called on its actor's thread; must not block.
 */
public interface RelationshipObserver {

  /** From now on clients are served like this; said before the pools hear of it. */
  void serves(ServicePolicy policy);

  /** After each step. */
  void stepped(EndpointState state, Duration mclt);

  /** The connection, and what was settled with it; empty: there is none. */
  void linked(Optional<LinkParameters> parameters);

  /**
   * The connection is gone.
   *
   * @param reason for people
   */
  void unlinked(String reason);

  void alarmed(Alarm alarm);

  /**
   * @param millis the partner's clock minus ours, the average of the last messages
   */
  void skewed(long millis);
}
