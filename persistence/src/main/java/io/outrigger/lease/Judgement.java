package io.outrigger.lease;

import io.outrigger.dhcp.StatusCode;

/** Whether what the partner says of a lease is taken over (RFC 8156 §7.5.4). */
public sealed interface Judgement {

  Accepted ACCEPTED = new Accepted();

  /** It is stored as {@link UpdateAcceptance} says. */
  record Accepted() implements Judgement {}

  /**
   * What is stored stays as it is.
   *
   * @param status what the BNDREPLY says
   * @param reason why, for the BNDREPLY and a log
   */
  record Rejected(StatusCode status, String reason) implements Judgement {}
}
