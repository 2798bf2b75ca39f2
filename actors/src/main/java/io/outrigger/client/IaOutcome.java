package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.pool.IaResult.Grant;
import io.outrigger.pool.PoolRef;
import java.util.List;

/** What an IA of the answer says. */
sealed interface IaOutcome {

  /**
   * The client has these; {@code revoked} it must use no more (lifetimes 0).
   *
   * @param pool where the grants come from
   */
  record Leases(List<Grant> grants, List<Ipv6Prefix> revoked, PoolRef pool) implements IaOutcome {}

  /** None of what the client named is its own here (RFC 8415 §18.3.4, §18.3.5): lifetimes 0. */
  record Revoked(List<Ipv6Prefix> resources) implements IaOutcome {}

  /** The IA with nothing but a status. */
  record Status(StatusCode code, String text) implements IaOutcome {}

  /** The answer leaves this IA out. */
  record Omitted() implements IaOutcome {}

  IaOutcome OMITTED = new Omitted();
}
