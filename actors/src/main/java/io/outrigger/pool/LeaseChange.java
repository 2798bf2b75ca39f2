package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.Lease;

/** What a decision changes in a pool; the allocator makes an event of it. */
public sealed interface LeaseChange {

  /** From now on the lease is like this. */
  record Put(Lease lease) implements LeaseChange {}

  /** From now on nothing is known of the resource. */
  record Forget(Ipv6Prefix resource) implements LeaseChange {}
}
