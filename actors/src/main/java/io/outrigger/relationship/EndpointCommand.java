package io.outrigger.relationship;

import io.outrigger.endpoint.EndpointEvent;
import io.outrigger.partner.Farewell;
import io.outrigger.partner.LinkEvent;
import io.outrigger.partner.PartnerConnection;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link FailoverEndpoint} is told. */
public sealed interface EndpointCommand {

  /** What the connection says. */
  record Linked(LinkEvent event) implements EndpointCommand {}

  /** Something for the state machine. */
  record Happened(EndpointEvent event) implements EndpointCommand {}

  /** The partner has been brought what it asked for on that connection. */
  record Brought(int transactionId, ActorRef<PartnerConnection.Command> connection)
      implements EndpointCommand {}

  /** The pool serves as the last policy says. */
  record PolicyUsed(String pool) implements EndpointCommand {}

  /** What only the actor tells itself. */
  enum Go implements EndpointCommand {
    /** The journal has been read. */
    BEGIN,
    /** Commands wait. */
    PROCEED
  }

  /** An allocator of the relationship has begun anew. */
  record PoolStarted(String pool) implements EndpointCommand {}

  /**
   * The configuration has changed; {@link PoolStarted} follows for each pool that is new.
   *
   * @param pools all that the relationship has now
   * @param relink whether the connection is to be ended, so that its successor settles what has
   *     changed; for a secondary, as a primary's connector does that itself
   */
  record UseSettings(RelationshipSettings settings, List<SharedPool> pools, boolean relink)
      implements EndpointCommand {
    public UseSettings {
      pools = List.copyOf(pools);
    }
  }

  /** The operator's word that the partner is down (RFC 8156 §8.4). */
  record DeclarePartnerDown(ActorRef<Declared> replyTo) implements EndpointCommand {}

  /**
   * The answer to {@link DeclarePartnerDown}.
   *
   * @param refusal why it was refused; empty if it was not
   */
  record Declared(Optional<String> refusal) {}

  /**
   * The endpoint is about to stop: the last time of operation is stored, and DISCONNECT sent.
   *
   * @param why what the DISCONNECT says
   */
  record Stop(Farewell why, ActorRef<Done> replyTo) implements EndpointCommand {}
}
