package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules may ask of a pool. */
public interface PoolView {

  /** What is known of {@code resource}; null if nothing. */
  @Nullable Lease lease(Ipv6Prefix resource);

  /** The leases that {@code client} holds (ACTIVE, these first) or held until now. */
  List<Lease> leasesOf(ClientIa client);

  /** Whether the pool (or a reservation in it) has this resource at all. */
  boolean covers(Ipv6Prefix resource);

  /** Whether {@code resource} is reserved for some client. */
  boolean isReserved(Ipv6Prefix resource);

  /** Whether anybody may get {@code resource}: in the pool, not reserved, not taken. */
  boolean isFree(Ipv6Prefix resource);

  /** A free resource, the same for the same client as long as it is free; null if there is none. */
  @Nullable Ipv6Prefix pickFor(ClientIa client);
}
