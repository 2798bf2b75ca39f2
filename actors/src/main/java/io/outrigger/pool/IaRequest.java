package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientContext;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.LifetimePolicy;
import java.util.List;
import java.util.Set;

/** What one identity association of a client's message asks of one pool. */
public sealed interface IaRequest {

  ClientIa client();

  /**
   * What the client would like, and what it may have that others may not.
   *
   * @param hints resources that the client named, in its order
   * @param reserved resources reserved for this client, in the operator's order
   * @param orAny whether just any resource will do if the client can have none of these and holds
   *     none
   */
  record Wishes(
      List<Ipv6Prefix> hints, List<Ipv6Prefix> reserved, LifetimePolicy lifetimes, boolean orAny) {
    public Wishes(List<Ipv6Prefix> hints, List<Ipv6Prefix> reserved, LifetimePolicy lifetimes) {
      this(hints, reserved, lifetimes, true);
    }
  }

  /**
   * What would the client get? Nothing is written (RFC 8415 §18.3.9).
   *
   * @param taken what other identity associations of the same message were offered: they would have
   *     it by the time that this one is assigned anything
   */
  record Offer(ClientIa client, Wishes wishes, Set<Ipv6Prefix> taken) implements IaRequest {
    public Offer(ClientIa client, Wishes wishes) {
      this(client, wishes, Set.of());
    }
  }

  /** Give the client a lease (RFC 8415 §18.3.2; §18.3.1 for rapid commit). */
  record Assign(ClientIa client, Wishes wishes, ClientContext context) implements IaRequest {}

  /** Extend what the client holds (RFC 8415 §18.3.4, §18.3.5). */
  record Extend(ClientIa client, Wishes wishes, ClientContext context) implements IaRequest {}

  /** The client needs these no more (RFC 8415 §18.3.7). */
  record Release(ClientIa client, List<Ipv6Prefix> resources) implements IaRequest {}

  /** The client found these in use by somebody else (RFC 8415 §18.3.8). */
  record Decline(ClientIa client, List<Ipv6Prefix> resources) implements IaRequest {}
}
