package io.outrigger.admin;

import io.outrigger.endpoint.FailoverState;

/**
 * What {@code /metrics} reads of one relationship whenever somebody asks. Thread-safe; no method
 * blocks. Totals count from the start of the server and never fall.
 */
public interface RelationshipMetrics {

  /** The relationship; never changes. */
  String name();

  FailoverState state();

  /** How long it has been in that state, from 0. */
  double secondsInState();

  boolean communicationsOk();

  /** Leases whose newest state the partner has yet to ack. */
  long owed();

  /** Binding updates sent and not yet answered. */
  long unacked();

  /** Age of the oldest of what is owed; 0 if nothing is. */
  double oldestOwedAgeSeconds();

  /** The partner's clock minus ours; NaN if not known. */
  double skewSeconds();

  /** Connections that were established, but for the first. */
  long reconnects();

  long updatesSent();

  /** Those of our updates that the partner accepted. */
  long updatesAcked();

  long updatesRejectedByPartner();

  long updatesReceived();

  long updatesAccepted();

  /** Those of the partner's updates that we rejected. */
  long updatesRejected();
}
