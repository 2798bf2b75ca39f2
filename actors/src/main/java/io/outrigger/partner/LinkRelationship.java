package io.outrigger.partner;

import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * One relationship, for whoever has to find it.
 *
 * @param connector there if this server is primary in it
 */
public record LinkRelationship(
    LinkSettings settings, LinkDoor door, Optional<ActorRef<PartnerConnector.Command>> connector) {}
