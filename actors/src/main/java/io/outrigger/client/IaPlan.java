package io.outrigger.client;

import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.PoolRef;
import java.util.List;
import java.util.Optional;

/**
 * How one IA of a message is to be answered.
 *
 * @param option the IA option as the client sent it
 * @param named the resources that the client listed in it
 * @param settled the outcome, if no pool need be asked
 * @param steps else the pools to ask, one after the other until one has an answer
 */
record IaPlan(
    DhcpOption option, List<Ipv6Prefix> named, Optional<IaOutcome> settled, List<Step> steps) {

  record Step(PoolRef pool, IaRequest request) {}

  static IaPlan settled(DhcpOption option, List<Ipv6Prefix> named, IaOutcome outcome) {
    return new IaPlan(option, named, Optional.of(outcome), List.of());
  }

  static IaPlan ask(DhcpOption option, List<Ipv6Prefix> named, List<Step> steps) {
    return new IaPlan(option, named, Optional.empty(), steps);
  }
}
