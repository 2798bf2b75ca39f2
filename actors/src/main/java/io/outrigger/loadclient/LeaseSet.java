package io.outrigger.loadclient;

import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import java.util.ArrayList;
import java.util.List;

/** The leases of one client and when to renew and rebind them (RFC 8415 §18.2.10.1). */
final class LeaseSet {
  private static final double T1_SHARE = 0.5;
  private static final double T2_SHARE = 0.8;

  private final List<HeldLease> held = new ArrayList<>(2);
  private long t1Nanos = Long.MAX_VALUE;
  private long t2Nanos = Long.MAX_VALUE;

  /** What an IA of a REPLY did. */
  record Change(List<HeldLease> granted, List<HeldLease> gone) {}

  List<HeldLease> all() {
    return List.copyOf(held);
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  boolean hasAddress() {
    return held.stream().anyMatch(lease -> !lease.delegated());
  }

  List<HeldLease> addresses() {
    return held.stream().filter(lease -> !lease.delegated()).toList();
  }

  /** When to RENEW; {@link Long#MAX_VALUE}: never. */
  long t1Nanos() {
    return t1Nanos;
  }

  long t2Nanos() {
    return t2Nanos;
  }

  /** When the first lease expires; {@link Long#MAX_VALUE}: never. */
  long firstExpiryNanos() {
    long first = Long.MAX_VALUE;
    for (HeldLease lease : held) {
      first = Math.min(first, lease.expiresNanos());
    }
    return first;
  }

  /** Takes over what the IAs say; ones of another IAID or with T1 above T2 are passed over. */
  Change update(
      int iaid, Options reply, Duid server, MessageType question, long asked, long received) {
    Change change = new Change(new ArrayList<>(2), new ArrayList<>(0));
    for (DhcpOption option : reply.all()) {
      if (option instanceof IaNaOption ia
          && ia.iaid() == iaid
          && sane(ia.t1Seconds(), ia.t2Seconds())) {
        for (IaAddressOption each : ia.options().all(IaAddressOption.class)) {
          put(
              new HeldLease(
                  Ipv6Prefix.of(each.address()),
                  false,
                  iaid,
                  each.preferredLifetimeSeconds(),
                  each.validLifetimeSeconds(),
                  ia.t1Seconds(),
                  ia.t2Seconds(),
                  server,
                  question,
                  asked,
                  received),
              change);
        }
      } else if (option instanceof IaPdOption ia
          && ia.iaid() == iaid
          && sane(ia.t1Seconds(), ia.t2Seconds())) {
        for (IaPrefixOption each : ia.options().all(IaPrefixOption.class)) {
          put(
              new HeldLease(
                  each.toPrefix(),
                  true,
                  iaid,
                  each.preferredLifetimeSeconds(),
                  each.validLifetimeSeconds(),
                  ia.t1Seconds(),
                  ia.t2Seconds(),
                  server,
                  question,
                  asked,
                  received),
              change);
        }
      }
    }
    computeTimes(change.granted);
    return change;
  }

  private static boolean sane(long t1, long t2) {
    return t2 == 0 || t1 <= t2;
  }

  private void put(HeldLease lease, Change change) {
    if (lease.preferredSeconds() > lease.validSeconds()) {
      return;
    }
    boolean had =
        held.removeIf(
            old -> old.delegated() == lease.delegated() && old.resource().equals(lease.resource()));
    if (lease.validSeconds() > 0) {
      held.add(lease);
      change.granted.add(lease);
    } else if (had) {
      change.gone.add(lease);
    }
  }

  /**
   * The earliest T1 and T2 of the IAs that were granted last, those of others being past; where the
   * server leaves them open, shares of the preferred lifetime.
   */
  private void computeTimes(List<HeldLease> latest) {
    if (latest.isEmpty()) {
      return;
    }
    t1Nanos = Long.MAX_VALUE;
    t2Nanos = Long.MAX_VALUE;
    for (HeldLease each : latest) {
      long t1 = each.t1Seconds() > 0 ? each.t1Seconds() : share(each.preferredSeconds(), T1_SHARE);
      long t2 = each.t2Seconds() > 0 ? each.t2Seconds() : share(each.preferredSeconds(), T2_SHARE);
      t1Nanos = Math.min(t1Nanos, HeldLease.plus(each.receivedNanos(), t1));
      t2Nanos = Math.min(t2Nanos, HeldLease.plus(each.receivedNanos(), t2));
    }
  }

  private static long share(long seconds, double share) {
    return seconds == HeldLease.INFINITY ? HeldLease.INFINITY : (long) (seconds * share);
  }

  /** Removes and returns what has expired. */
  List<HeldLease> removeExpired(long nowNanos) {
    List<HeldLease> gone = held.stream().filter(lease -> lease.expiresNanos() <= nowNanos).toList();
    held.removeAll(gone);
    return gone;
  }

  /** Removes and returns the addresses. */
  List<HeldLease> removeAddresses() {
    List<HeldLease> gone = addresses();
    held.removeAll(gone);
    return gone;
  }

  /** Removes and returns everything. */
  List<HeldLease> removeAll() {
    List<HeldLease> gone = List.copyOf(held);
    held.clear();
    return gone;
  }
}
