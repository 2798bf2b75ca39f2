package io.outrigger.server;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.lease.ClientIa;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all clients of the demonstration were told, by their own word; one for all runs of clients.
 * Thread-safe.
 */
final class DemoLedger implements Ledger {

  /** A lease that a client has a REPLY for. */
  record Promise(ClientIa client, HeldLease lease) {
    @Override
    public String toString() {
      return lease.resource() + " of " + client;
    }
  }

  /** An IA of one kind: what a client has one lease for. */
  private record Want(ClientIa client, boolean delegated) {}

  private final Map<Ipv6Prefix, Promise> held = new HashMap<>();
  private final Map<Want, HeldLease> firsts = new HashMap<>();
  private final Map<Want, Set<Ipv6Prefix>> resources = new HashMap<>();
  private final Map<Want, HeldLease> renewed = new HashMap<>();
  private final List<String> doubleHolders = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private final List<String> more = new ArrayList<>();

  @Override
  public synchronized void granted(Duid duid, HeldLease lease) {
    ClientIa client = new ClientIa(duid, lease.iaid());
    @Nullable Promise before = held.put(lease.resource(), new Promise(client, lease));
    if (before != null
        && !before.client().equals(client)
        && before.lease().expiresNanos() > lease.receivedNanos()) {
      doubleHolders.add(before + " was given to " + client + " as well");
    }
    Want want = new Want(client, lease.delegated());
    firsts.putIfAbsent(want, lease);
    Set<Ipv6Prefix> had = resources.computeIfAbsent(want, _want -> new LinkedHashSet<>());
    if (!had.isEmpty() && !had.contains(lease.resource())) {
      more.add(
          String.format(
              Locale.ROOT,
              "%s had %s and was given %s at %.1f s by the answer to %s of server %s",
              client,
              had,
              lease.resource(),
              lease.receivedNanos() / 1e9,
              lease.question(),
              lease.server().toHex()));
    }
    had.add(lease.resource());
    if (lease.question() == MessageType.RENEW || lease.question() == MessageType.REBIND) {
      renewed.put(want, lease);
    }
  }

  @Override
  public synchronized void gaveUp(Duid duid, HeldLease lease, MessageType why, long nowNanos) {
    held.computeIfPresent(
        lease.resource(),
        (_resource, promise) -> promise.client().duid().equals(duid) ? null : promise);
    losses.add(
        String.format(
            Locale.ROOT, "%s lost %s at %.1f s (%s)", duid, lease.resource(), nowNanos / 1e9, why));
  }

  @Override
  public void unanswered(Duid duid, MessageType question, long nowNanos) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  synchronized List<Promise> promises() {
    return List.copyOf(held.values());
  }

  /** How many leases have been renewed, last by a question of at least {@code nanos}. */
  synchronized int renewedSince(long nanos) {
    return (int) renewed.values().stream().filter(lease -> lease.askedNanos() >= nanos).count();
  }

  /** How many leases began with a question of at least {@code nanos}. */
  synchronized int begunSince(long nanos) {
    return (int) begun(nanos, _lease -> true);
  }

  /** How many leases began with a question of at least {@code nanos} at that valid lifetime. */
  synchronized int begunSince(long nanos, long validSeconds) {
    return (int) begun(nanos, lease -> lease.validSeconds() == validSeconds);
  }

  private long begun(long nanos, Predicate<HeldLease> which) {
    return firsts.values().stream()
        .filter(lease -> lease.askedNanos() >= nanos)
        .filter(which)
        .count();
  }

  /** When the first client had a lease that it asked for at {@code nanos} or later. */
  synchronized OptionalLong firstBegunSince(long nanos) {
    return firsts.values().stream()
        .filter(lease -> lease.askedNanos() >= nanos)
        .mapToLong(HeldLease::receivedNanos)
        .min();
  }

  /** How many of the leases that are held have at least that valid lifetime. */
  synchronized int heldFor(long validSeconds) {
    return (int)
        held.values().stream()
            .filter(promise -> promise.lease().validSeconds() >= validSeconds)
            .count();
  }

  /** Leases that a client got while another had them. */
  synchronized List<String> doubleHolders() {
    return List.copyOf(doubleHolders);
  }

  /** Leases that clients did not keep. */
  synchronized List<String> losses() {
    return List.copyOf(losses);
  }

  /**
   * Leases that clients were given although they had one of the kind; no harm, they keep both. A
   * server that died before its answer arrived, or could tell its partner, has given one that the
   * client or the partner does not know of.
   */
  synchronized List<String> more() {
    return List.copyOf(more);
  }

  /**
   * How many leases there have ever been that a client did not have another one of the kind for.
   */
  synchronized int wants() {
    return firsts.size();
  }
}
