package io.outrigger.dispatch;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * Pekko would tell its event stream of every event that is stored: nobody listens there, and for
 * each lease a thread would wake.
 */
public final class Unpublished {
  private Unpublished() {}

  /** The same behaviour, but that its events are told to nobody. */
  @SuppressWarnings("unchecked") // Java does not see that Scala's trait extends Behavior
  public static <C> Behavior<C> of(EventSourcedBehavior<C, ?, ?> behavior) {
    Object quiet = behavior.createEventSourcedBehavior().withEventPublishing(false);
    return (Behavior<C>) quiet;
  }
}
