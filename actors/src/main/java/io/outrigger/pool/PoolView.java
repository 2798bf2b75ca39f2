package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules may ask of a pool. */
public interface PoolView {

  /** How the pool is shared with a partner; empty: this server alone has it. */
  Optional<Sharing> sharing();

  /** What the state of the failover endpoint allows. */
  PoolPolicy policy();

  /**
   * Whether the partner has told by now what it did while it could not; until then it may know what
   * is not known here. False also while it is not heard.
   */
  boolean isCaughtUp(Instant now);

  /** How long a declined address is given to nobody. */
  long abandonedSeconds();

  /** What is known of {@code resource}; null if nothing. */
  @Nullable Lease lease(Ipv6Prefix resource);

  /** The leases that {@code client} holds (ACTIVE, these first) or held until now. */
  List<Lease> leasesOf(ClientIa client);

  /** Whether the partner may have heard of the present state of {@code resource}. */
  boolean isTold(Ipv6Prefix resource);

  /** Whether the pool (or a reservation in it) has this resource at all. */
  boolean covers(Ipv6Prefix resource);

  /** Whether {@code resource} is reserved for some client. */
  boolean isReserved(Ipv6Prefix resource);

  /**
   * Whether this server may give {@code resource} to anybody: in the pool, not reserved, not taken,
   * not the partner's.
   */
  boolean isFree(Ipv6Prefix resource, long nowEpochSecond);

  /**
   * A resource that this server may give to anybody, the same for the same client as long as it is
   * free; null if there is none.
   *
   * @param taken not these: it picks as if somebody had them
   */
  @Nullable Ipv6Prefix pickFor(ClientIa client, Set<Ipv6Prefix> taken, long nowEpochSecond);
}
