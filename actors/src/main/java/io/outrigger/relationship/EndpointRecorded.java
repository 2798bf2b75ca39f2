package io.outrigger.relationship;

import io.outrigger.endpoint.EndpointFacts;
import io.outrigger.lease.Superseding;

/**
 * What an endpoint must never forget is now this (RFC 8156 §8.2, §6.1.2). The journal holds one of
 * these a relationship.
 *
 * @param mcltSeconds the MCLT in use: the primary's
 * @param supersedes the sequence number of the one before; 0 if there was none
 */
public record EndpointRecorded(
    EndpointFacts facts, long mcltSeconds, long sequenceNr, long supersedes)
    implements Superseding {
  @Override
  public long[] supersededSequenceNrs() {
    return new long[] {supersedes};
  }
}
