package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;

/**
 * An update on its way to the partner.
 *
 * @param sequenceNr the journal's number of what was sent: a lease with another one has changed
 *     since
 * @param sent the lease as it was sent
 * @param swept whether a sweep waits for its answer
 */
record Flight(long sequenceNr, Lease sent, boolean swept) {

  /** Whether {@code now} is what was sent, perhaps extended. */
  boolean sameBinding(Lease now) {
    Duid client = sent.client();
    return sent.status() == BindingStatus.ACTIVE
        && client != null
        && now.belongsTo(client, sent.iaid());
  }
}
