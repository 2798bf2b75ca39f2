package io.outrigger.pool;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.GrantedLifetimes;
import java.util.List;

/** What a pool says to an {@link IaRequest}. */
public sealed interface IaResult {

  /** One resource with the lifetimes that the client is told. */
  record Grant(Ipv6Prefix resource, GrantedLifetimes lifetimes) {}

  /** The client has (or, to an Offer: would get) these; never empty. */
  record Granted(List<Grant> grants) implements IaResult {}

  /** Nothing in this pool is free for the client. */
  record NoneAvailable() implements IaResult {}

  /** The state of the failover endpoint does not let this server answer (RFC 8156 §8). */
  record NotServing() implements IaResult {}

  /**
   * The pool holds no lease of this identity association.
   *
   * @param certain false if the failover partner may hold one
   */
  record NoBinding(boolean certain) implements IaResult {}

  /**
   * The client holds these and may keep none of them: the operator has reserved them for another or
   * taken them out of the pool. They stay the client's until they end.
   *
   * @param resources never empty
   * @param certain false if the failover partner may hold more leases of this identity association
   */
  record Barred(List<Ipv6Prefix> resources, boolean certain) implements IaResult {}

  /** A Release or Decline was carried out for those of its resources that the client held. */
  record Ended(List<Ipv6Prefix> resources) implements IaResult {}

  IaResult NONE_AVAILABLE = new NoneAvailable();
  IaResult NO_BINDING = new NoBinding(true);
  IaResult NOT_SERVING = new NotServing();
}
