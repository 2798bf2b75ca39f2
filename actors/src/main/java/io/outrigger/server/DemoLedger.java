package io.outrigger.server;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.lease.ClientIa;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<Want, Ipv6Prefix> firsts = new HashMap<>();
  private final Map<Want, Long> renewed = new HashMap<>();
  private final List<String> doubleHolders = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();

  @Override
  public synchronized void granted(Duid duid, HeldLease lease) {
    ClientIa client = new ClientIa(duid, lease.iaid());
    @Nullable Promise before = held.put(lease.resource(), new Promise(client, lease));
    if (before != null && !before.client().equals(client)) {
      doubleHolders.add(before + " was given to " + client + " as well");
    }
    Want want = new Want(client, lease.delegated());
    @Nullable Ipv6Prefix first = firsts.putIfAbsent(want, lease.resource());
    if (first != null && !first.equals(lease.resource())) {
      changes.add(client + " had " + first + " and now has " + lease.resource());
    }
    if (lease.question() == MessageType.RENEW || lease.question() == MessageType.REBIND) {
      renewed.put(want, lease.receivedNanos());
    }
  }

  @Override
  public synchronized void gaveUp(Duid duid, HeldLease lease, MessageType why, long nowNanos) {
    held.remove(lease.resource());
    changes.add(duid + " lost " + lease.resource() + " (" + why + ")");
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  synchronized List<Promise> promises() {
    return List.copyOf(held.values());
  }

  /** How many leases have been renewed by a REPLY that came after {@code nanos}. */
  synchronized int renewedSince(long nanos) {
    return (int) renewed.values().stream().filter(at -> at > nanos).count();
  }

  /** Leases that a client got while another had them. */
  synchronized List<String> doubleHolders() {
    return List.copyOf(doubleHolders);
  }

  /** Clients that did not keep what they had. */
  synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  /** How many different clients hold leases. */
  synchronized int clients() {
    Set<Duid> clients = new HashSet<>();
    held.values().forEach(promise -> clients.add(promise.client().duid()));
    return clients.size();
  }
}
