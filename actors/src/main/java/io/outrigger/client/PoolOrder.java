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
   * One pool's turn.
   *
   * @param any whether for just any resource, not only for what the client has, names or may have
   */
  record Turn(PoolRef pool, boolean any) {}

  /**
   * For a client that wants a lease: where one is reserved, where it has one, where it names one,
   * then the others in order. A pool of another length than the first in order gives something else
   * only when it is its turn in order (RFC 8168 §3.2: the prefix that the client names, else one of
   * the length that it would like).
   */
  static List<Turn> forNew(
      Link.Kind kind,
      List<PoolRef> inOrder,
      ClientIa client,
      List<Ipv6Prefix> named,
      List<Ipv6Prefix> reserved) {
    if (inOrder.isEmpty()) {
      return List.of();
    }
    if (inOrder.size() == 1) {
      return List.of(new Turn(inOrder.getFirst(), true));
    }
    Set<PoolRef> preferred = new LinkedHashSet<>();
    addCovering(preferred, kind, reserved);
    OptionalInt held = kind.directory().find(client);
    if (held.isPresent()) {
      preferred.add(kind.pools().get(held.getAsInt()));
    }
    addCovering(preferred, kind, named);
    int length = inOrder.getFirst().delegatedLength();
    Set<Turn> turns = new LinkedHashSet<>();
    preferred.forEach(pool -> turns.add(new Turn(pool, pool.delegatedLength() == length)));
    inOrder.forEach(pool -> turns.add(new Turn(pool, true)));
    return List.copyOf(turns);
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
