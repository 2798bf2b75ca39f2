package io.outrigger.server;

import io.outrigger.admin.Commanded;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.relationship.EndpointCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** The operator's word that a partner is down (RFC 8156 §8.4). */
final class PartnerDownOrder {
  /** An endpoint answers between two journal writes. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OutriggerServer server;

  PartnerDownOrder(OutriggerServer server) {
    this.server = server;
  }

  /** As {@link io.outrigger.admin.ServerView#partnerDown}. */
  CompletionStage<Commanded> declare(String name) {
    Optional<RelationshipHandle> relationship = server.relationship(name);
    if (relationship.isEmpty()) {
      return CompletableFuture.completedStage(
          new Commanded.Unknown("there is no relationship \"" + name + "\""));
    }
    boolean already = relationship.get().state().equals(Optional.of(FailoverState.PARTNER_DOWN));
    return relationship
        .get()
        .endpoint()
        .map(endpoint -> declare(name, endpoint, already))
        .orElseGet(
            () ->
                CompletableFuture.completedStage(
                    new Commanded.Unavailable(
                        "relationship " + name + " has stopped and is about to start again")));
  }

  private CompletionStage<Commanded> declare(
      String name, ActorRef<EndpointCommand> endpoint, boolean already) {
    return AskPattern.<EndpointCommand, EndpointCommand.Declared>ask(
            endpoint,
            EndpointCommand.DeclarePartnerDown::new,
            PATIENCE,
            server.system().scheduler())
        .thenApply(
            declared ->
                declared
                    .refusal()
                    .<Commanded>map(Commanded.Refused::new)
                    .orElseGet(
                        () ->
                            new Commanded.Done(
                                already
                                    ? "relationship " + name + " was in PARTNER-DOWN already"
                                    : "relationship " + name + " goes to PARTNER-DOWN")));
  }
}
