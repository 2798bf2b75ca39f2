package io.outrigger.loadclient;

import io.outrigger.dhcp.ClientServerMessage;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.StatusCode;

/** What a session wants done and what it tells, in order. */
public interface SessionListener {

  /** Send {@code message}, after everything told before has been recorded. */
  void send(ClientSession session, ClientServerMessage message, boolean again);

  /**
   * The awaited answer came.
   *
   * @param delayNanos since the first transmission of the question
   */
  default void answered(
      ClientSession session, MessageType question, MessageType answer, long delayNanos) {}

  /** Something came that the session had not asked for, or not any more, or that is invalid. */
  default void ignored(ClientSession session, ClientServerMessage message, String reason) {}

  /** A status other than Success, of a message or of an IA. */
  default void status(ClientSession session, StatusCode status) {}

  /** A lease is new or was extended. */
  default void granted(ClientSession session, HeldLease lease) {}

  /**
   * The client does not use the lease any more.
   *
   * @param why RELEASE or DECLINE before that is sent, REPLY for a valid lifetime of 0, CONFIRM for
   *     NotOnLink, SOLICIT for expired or started anew
   */
  default void gaveUp(ClientSession session, HeldLease lease, MessageType why) {}

  /**
   * No answer came to the last transmission: a server may have done what was asked all the same.
   */
  default void unanswered(ClientSession session, MessageType question) {}

  /** The exchange that was begun is over; a session that keeps its lease goes on without more. */
  default void ended(ClientSession session, Outcome outcome) {}
}
