package io.outrigger.partner;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who wants to hear of a relationship's link.
 *
 * @param endpoint what concerns the connection and the states
 * @param bindings binding updates, their answers and the balance of the pools
 */
public record LinkDoor(ActorRef<LinkEvent> endpoint, ActorRef<BindingTraffic> bindings) {}
