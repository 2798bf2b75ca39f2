package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.pool.PoolRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Which pools of a link to ask, and in which order. */
final class PoolOrder {
  private PoolOrder() {}

  /**
   * For a client that wants a lease: where one is reserved, where it has one, where it names one.
   */
  static List<PoolRef> forNew(
      Link.Kind kind,
      List<PoolRef> inOrder,
      ClientIa client,
      List<Ipv6Prefix> named,
      List<Ipv6Prefix> reserved) {
    if (inOrder.size() < 2) {
      return inOrder;
    }
    Set<PoolRef> order = new LinkedHashSet<>();
    addCovering(order, kind, reserved);
    OptionalInt held = kind.directory().find(client);
    if (held.isPresent()) {
      order.add(kind.pools().get(held.getAsInt()));
    }
    addCovering(order, kind, named);
    order.addAll(inOrder);
    return List.copyOf(order);
  }

  /** For a client that says it has a lease; where it may be, if the client does not name it. */
  static List<PoolRef> forHeld(Link.Kind kind, ClientIa client, List<Ipv6Prefix> named) {
    if (kind.pools().size() < 2) {
      return kind.pools();
    }
    Set<PoolRef> order = new LinkedHashSet<>();
    OptionalInt held = kind.directory().find(client);
    if (held.isPresent()) {
      order.add(kind.pools().get(held.getAsInt()));
    }
    addCovering(order, kind, named);
    if (named.isEmpty()) {
      order.addAll(kind.pools());
    }
    return List.copyOf(order);
  }

  private static void addCovering(Set<PoolRef> order, Link.Kind kind, List<Ipv6Prefix> resources) {
    for (Ipv6Prefix resource : resources) {
      for (PoolRef pool : kind.pools()) {
        if (pool.covers(resource)) {
          order.add(pool);
          break;
        }
      }
    }
  }
}
