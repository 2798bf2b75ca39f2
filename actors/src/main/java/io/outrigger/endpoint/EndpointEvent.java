package io.outrigger.endpoint;

import java.util.Optional;

/** What has happened to an endpoint. */
public sealed interface EndpointEvent {

  /**
   * The server has started.
   *
   * @param stored what was in stable storage
   */
  record Started(Optional<EndpointFacts> stored) implements EndpointEvent {}

  /**
   * CONNECT and CONNECTREPLY have been exchanged (RFC 8156 §6.1). If there was another connection,
   * {@link CommunicationsFailed} comes first.
   */
  record ConnectionEstablished() implements EndpointEvent {}

  /** A STATE came; the first on a connection makes communications "OK" (§6.1). */
  record PartnerStateReceived(StateReport report) implements EndpointEvent {}

  /** Any other message came; only its time counts, which is stored now and then (§8.2). */
  record PartnerHeard() implements EndpointEvent {}

  /** The connection is gone, or its FO_KEEPALIVE_TIMER has run out (§6.6). */
  record CommunicationsFailed() implements EndpointEvent {}

  /** The partner has taken its leave (§5.3.10). The connection counts as gone. */
  record DisconnectReceived() implements EndpointEvent {}

  /**
   * The partner asks for updates (§5.3.5, §5.3.6).
   *
   * @param transactionId which the UPDDONE must carry
   * @param all UPDREQALL
   */
  record UpdReqReceived(int transactionId, boolean all) implements EndpointEvent {}

  /**
   * Our request is answered (§5.3.7).
   *
   * @param number of the {@link UpdateRequest}
   */
  record UpdDoneReceived(int number) implements EndpointEvent {}

  /** Neither UPDDONE nor a BNDUPD has come for too long since our request (§8.5.2). */
  record UpdDoneOverdue() implements EndpointEvent {}

  /** The partner has not acknowledged our updates for too long, though it is there (§8.8.2). */
  record AcksOverdue() implements EndpointEvent {}

  /** What {@link Effect.SendOwedUpdates} asked for is done (§8.8). */
  record OwedUpdatesSent() implements EndpointEvent {}

  /** A timer that {@link Effect.StartTimer} started has run out. */
  record TimerFired(EndpointTimer timer) implements EndpointEvent {}

  /** The operator has said that the partner is down (§8.4). */
  record PartnerDownDeclared() implements EndpointEvent {}

  /** The server is about to stop, in order. */
  record Stopping() implements EndpointEvent {}
}
