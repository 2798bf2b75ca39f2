package io.outrigger.lease;

import io.outrigger.dhcp.Ipv6Prefix;

/**
 * What the journal of a pool holds. Each event makes an earlier one worthless and names it, so that
 * the journal deletes that one in the same write: the disk holds one event a lease.
 */
public sealed interface LeaseEvent extends Superseding {

  /** The resource that the event is about. */
  Ipv6Prefix resource();

  /** The journal's number of this event; the next event about the resource supersedes it. */
  long sequenceNr();

  /**
   * A lease is now as {@code lease} says.
   *
   * @param supersedes the sequence number of the event that this one replaces; 0 if none
   */
  record LeaseRecorded(Lease lease, long sequenceNr, long supersedes) implements LeaseEvent {
    @Override
    public Ipv6Prefix resource() {
      return lease.resource();
    }

    @Override
    public long[] supersededSequenceNrs() {
      return new long[] {supersedes};
    }
  }

  /**
   * Nothing is known of a resource any more: it is free as a matter of course.
   *
   * @param supersedes the sequence number of the lease's event; 0 if none
   * @param supersedesForgotten the sequence number of the pool's previous LeaseForgotten, which
   *     serves nothing once this one is stored; 0 if none
   */
  record LeaseForgotten(
      Ipv6Prefix resource, long sequenceNr, long supersedes, long supersedesForgotten)
      implements LeaseEvent {

    @Override
    public long[] supersededSequenceNrs() {
      return new long[] {supersedes, supersedesForgotten};
    }
  }
}
