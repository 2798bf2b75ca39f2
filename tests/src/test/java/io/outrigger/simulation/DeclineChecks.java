package io.outrigger.simulation;

import io.outrigger.binding.ReplyReader;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.loadclient.HeldLease;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a client found in use is given to nobody, by the server that was told, for an hour. */
final class DeclineChecks extends LinkTalk {
  /** Of the hour that histories configure, but for clocks that step. */
  private static final long LEAST_NANOS = TimeUnit.MINUTES.toNanos(58);

  private static final long LONG_AGO = Long.MIN_VALUE / 2;

  /** As it is without a DECLINE that reached the server. */
  private static final Set<BindingStatus> UNTOLD =
      EnumSet.of(BindingStatus.ACTIVE, BindingStatus.EXPIRED);

  private record Told(Host server, Ipv6Prefix resource) {}

  private final Pair pair;
  private final World world;

  /** Whose word it is that counts: a server that has it as given back hears nothing new. */
  private final Map<Client, Set<Told>> declines = new HashMap<>();

  private final Map<Told, Long> told = new HashMap<>();

  DeclineChecks(Pair pair) {
    this.pair = pair;
    this.world = pair.world();
  }

  void declined(Client client, HeldLease lease) {
    for (Host server : pair.hosts()) {
      Lease stored = server.disk().lease(lease.resource());
      if (stored != null && stored.status() == BindingStatus.ACTIVE) {
        declines
            .computeIfAbsent(client, each -> new HashSet<>())
            .add(new Told(server, lease.resource()));
      }
    }
  }

  void asks(Client client, MessageType type) {
    if (type == MessageType.SOLICIT) {
      declines.remove(client);
    }
  }

  /**
   * @param inDoubt so that the server's clock may be wrong, and its hour begin at any time
   */
  void answered(Client client, Host server, boolean inDoubt) {
    for (Told declined : declines.getOrDefault(client, Set.of())) {
      Lease stored = server.disk().lease(declined.resource());
      if (declined.server().equals(server) && stored != null && !UNTOLD.contains(stored.status())) {
        told.putIfAbsent(declined, inDoubt ? LONG_AGO : world.nanos()); // the hour began then
      }
    }
  }

  /** What the server has accepted from its partner since is newer. */
  @Override
  void said(String from, String to, FailoverMessage message) {
    if (!told.isEmpty() && message instanceof BndReply reply) {
      ReplyReader.read(reply, world.instant().getEpochSecond())
          .leases()
          .forEach(each -> told.remove(new Told(pair.host(from), each.resource())));
    }
  }

  void forget() {
    told.clear();
  }

  /** In PARTNER-DOWN the partner may have given it before it heard of that. */
  void granted(Client client, HeldLease lease, Host server) {
    Long at = told.get(new Told(server, lease.resource()));
    if (at != null
        && world.nanos() < at + LEAST_NANOS
        && pair.hosts().stream().noneMatch(each -> each.lastAlone() >= at)) {
      world.violated(
          "declined: %s gives %s to %s, which was declined"
              .formatted(server.name(), lease.resource(), client.name()));
    }
  }
}
