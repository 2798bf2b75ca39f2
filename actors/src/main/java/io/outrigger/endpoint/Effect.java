package io.outrigger.endpoint;

import java.time.Instant;

/** What is to be done about a step, in the order given. */
public sealed interface Effect {

  /**
   * Put the facts into stable storage. Always the first effect; the others wait until it is done
   * (RFC 8156 §6.3, §8.1).
   */
  record Persist(EndpointFacts facts) implements Effect {}

  /** Tell allocators and client side how to serve from now on. Comes before any STATE. */
  record PublishPolicy(ServicePolicy policy) implements Effect {}

  /** Send STATE (§6.3). */
  record SendState(StateReport report) implements Effect {}

  /** Send UPDREQ, and say {@link EndpointEvent.UpdDoneReceived} with this number when answered. */
  record SendUpdReq(int number) implements Effect {}

  /**
   * Send UPDREQALL, and say {@link EndpointEvent.UpdDoneReceived} with this number when answered.
   */
  record SendUpdReqAll(int number) implements Effect {}

  /**
   * Send the partner what it asked for, then UPDDONE.
   *
   * @param transactionId of its request
   * @param all every binding, not only those owed
   */
  record AnswerUpdReq(int transactionId, boolean all) implements Effect {}

  /** Send all unacknowledged updates (§8.8), then say {@link EndpointEvent.OwedUpdatesSent}. */
  record SendOwedUpdates() implements Effect {}

  /** Send POOLREQ (§8.8). */
  record SendPoolReq() implements Effect {}

  /** Send DISCONNECT with ServerShuttingDown, and close. */
  record SendDisconnect() implements Effect {}

  /** Close the connection; the endpoint counts it as failed already. */
  record DropConnection() implements Effect {}

  /**
   * Start a timer, in the place of one of that name that still runs.
   *
   * @param at when; if that has passed, at once
   */
  record StartTimer(EndpointTimer timer, Instant at) implements Effect {}

  record CancelTimer(EndpointTimer timer) implements Effect {}

  record RaiseAlarm(Alarm alarm) implements Effect {}

  /** Log a change of state, with the rule that made it. */
  record LogTransition(FailoverState from, FailoverState to, Rule rule) implements Effect {}

  /** Log that an event was refused, with the rule that says why. */
  record LogRefusal(FailoverState state, EndpointEvent event, Rule rule) implements Effect {}
}
