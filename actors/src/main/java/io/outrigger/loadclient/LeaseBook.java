package io.outrigger.loadclient;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who holds what by what the clients were told, and whether ever two held the same, or prefixes of
 * which one lies in the other. Not for more than one thread.
 */
public final class LeaseBook {
  private static final int MAX_TOLD = 100;

  /** A lease and its client. */
  public record Holding(Duid client, HeldLease lease) {
    @Override
    public String toString() {
      return lease.resource() + " by " + client.toHex() + " IAID " + lease.iaid();
    }
  }

  private final TreeMap<Ipv6Prefix, Holding> holdings = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private long violationCount;

  /** A client was granted a lease, at {@code lease.receivedNanos()}. */
  public void granted(Duid client, HeldLease lease) {
    Holding holding = new Holding(client, lease);
    for (Holding other : overlapping(lease.resource(), lease.receivedNanos())) {
      boolean same =
          other.client.equals(client)
              && other.lease.iaid() == lease.iaid()
              && other.lease.delegated() == lease.delegated();
      if (!same) {
        violationCount++;
        if (violations.size() < MAX_TOLD) {
          violations.add(
              lease.resource() + " granted to " + client.toHex() + " while held: " + other);
        }
      }
    }
    holdings.put(lease.resource(), holding);
  }

  /** A client does not use the lease any more. */
  public void gaveUp(Duid client, HeldLease lease) {
    holdings.computeIfPresent(
        lease.resource(), (resource, held) -> held.client.equals(client) ? null : held);
  }

  /** Live holdings of the prefix, of one around it, or of ones in it. */
  private List<Holding> overlapping(Ipv6Prefix resource, long nowNanos) {
    List<Holding> found = new ArrayList<>(1);
    Map.Entry<Ipv6Prefix, Holding> before = holdings.lowerEntry(resource);
    while (before != null && isOver(before.getValue(), nowNanos)) {
      holdings.remove(before.getKey());
      before = holdings.lowerEntry(resource);
    }
    if (before != null && before.getKey().contains(resource)) {
      found.add(before.getValue());
    }
    Map.Entry<Ipv6Prefix, Holding> from = holdings.ceilingEntry(resource);
    while (from != null && resource.contains(from.getKey())) {
      if (isOver(from.getValue(), nowNanos)) {
        holdings.remove(from.getKey());
      } else {
        found.add(from.getValue());
      }
      from = holdings.higherEntry(from.getKey());
    }
    return found;
  }

  private static boolean isOver(Holding holding, long nowNanos) {
    return holding.lease.expiresNanos() <= nowNanos;
  }

  /** What is held at {@code nowNanos}, in the order of the addresses. */
  public List<Holding> live(long nowNanos) {
    return holdings.values().stream().filter(each -> !isOver(each, nowNanos)).toList();
  }

  /** How often a lease was granted that another client held. */
  public long violationCount() {
    return violationCount;
  }

  /** The first hundred of them in words. */
  public List<String> violations() {
    return List.copyOf(violations);
  }
}
