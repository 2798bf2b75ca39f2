package io.outrigger.simulation;

import io.outrigger.binding.BindingReader;
import io.outrigger.binding.BindingReply;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.binding.ReplyReader;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import io.outrigger.lease.ReceivedLease;
import io.outrigger.loadclient.HeldLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, seen from outside: from what clients were told and what went over the link. It
 * knows nothing of how a server decides.
 */
final class Checks extends LinkTalk implements Client.Ledger {
  /** Times are whole seconds on the wire, a reply takes its time, and clocks may step by 2.5 s. */
  private static final long TOLERANCE_SECONDS = 6;

  private static final long CLOCKS_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long JUST_NOW_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** A resource as its client knows it. */
  record Holding(
      Client client, HeldLease lease, Host server, long grantedNanos, boolean doubtful) {}

  private record Told(Host server, Ipv6Prefix resource) {}

  private record Acked(@Nullable Duid client, long partnerLifetime) {}

  private final Pair pair;
  private final World world;
  private final long mcltSeconds;
  private final Map<Ipv6Prefix, Holding> holdings = new LinkedHashMap<>();
  private final Map<Ipv6Prefix, Client> lastHolder = new HashMap<>();
  private final DeclineChecks declines;
  private final StateChecks states;
  private final ServiceChecks service;
  private final OwedChecks owed;
  private final Map<Host, Long> lostNanos = new HashMap<>();
  private final Diagram diagram;
  private final Map<Told, Acked> acked = new HashMap<>();
  private BiConsumer<Client, HeldLease> onGrant = (client, lease) -> {};
  private long grants;
  private long doubtUntil;

  Checks(Pair pair, StateChecks states, Diagram diagram, Options options) {
    this.states = states;
    this.diagram = diagram;
    this.declines = new DeclineChecks(pair);
    this.service = new ServiceChecks(pair, options.path().loss() == 0);
    this.owed = new OwedChecks(pair);
    pair.watch(declines);
    this.pair = pair;
    this.world = pair.world();
    this.mcltSeconds = options.mcltSeconds();
  }

  /** Is told of each lease that a client is given. */
  void onGrant(BiConsumer<Client, HeldLease> told) {
    onGrant = told;
  }

  long grants() {
    return grants;
  }

  @Override
  public void granted(Client client, HeldLease lease) {
    grants++;
    onGrant.accept(client, lease);
    Host server = server(lease.server());
    world
        .trace()
        .add(
            "%s has %s for %d s from %s by %s"
                .formatted(
                    client.name(),
                    lease.resource(),
                    lease.validSeconds(),
                    server.name(),
                    lease.question()));
    Holding before = holdings.get(lease.resource());
    if (before != null && before.client != client && isLive(before) && isSure(before)) {
      world.violated(
          "single holder: %s was given to %s by %s, and %s has it from %s for %d s more"
              .formatted(
                  lease.resource(),
                  client.name(),
                  server.name(),
                  before.client.name(),
                  before.server.name(),
                  (before.lease.expiresNanos() - world.nanos()) / 1_000_000_000));
    }
    checkOwner(client, lease, server);
    if (!isInDoubt()) {
      declines.granted(client, lease, server);
    }
    checkLead(client, lease, server);
    checkStored(client, lease, server);
    lastHolder.put(lease.resource(), client);
    Holding now = new Holding(client, lease, server, world.nanos(), world.nanos() < doubtUntil);
    long lost = lostNanos.getOrDefault(server, -JUST_NOW_NANOS); // the Reply being on its way
    boolean late = world.nanos() - lost < JUST_NOW_NANOS;
    holdings.put(lease.resource(), late ? forgotten(now) : now);
  }

  /** By its client's clock, which no server knows better than to a few seconds. */
  private boolean isLive(Holding holding) {
    return holding.lease.expiresNanos() > world.nanos() + CLOCKS_NANOS;
  }

  /** Outside PARTNER-DOWN no new client gets an address of the partner's half, others may again. */
  private void checkOwner(Client client, HeldLease lease, Host server) {
    boolean primary = server == pair.hosts().getFirst();
    boolean odd = (lease.resource().address().low() & 1) == 1;
    boolean before = client == lastHolder.get(lease.resource());
    boolean alone = server.lastAlone() >= world.nanos() - JUST_NOW_NANOS;
    if (lease.resource().isAddress()
        && !pair.isProportional(lease.resource())
        && primary != odd
        && !before
        && !alone
        && !isInDoubt()
        && !knows(pair.other(server), lease, client)) {
      world.violated(
          "free resources: %s gives %s to %s, and it is the partner's"
              .formatted(server.name(), lease.resource(), client.name()));
    }
  }

  /** Its answer to the client may have got lost, and what it had stored since. */
  private boolean knows(Host host, HeldLease lease, Client client) {
    Lease stored = host.disk().lease(lease.resource());
    Acked told = acked.get(new Told(host, lease.resource()));
    return (stored != null && client.duid().equals(stored.client()))
        || (told != null && client.duid().equals(told.client));
  }

  /** What a client is told is on stable storage. */
  private void checkStored(Client client, HeldLease lease, Host server) {
    Lease stored = server.disk().lease(lease.resource());
    boolean there =
        stored != null
            && client.duid().equals(stored.client())
            && stored.expiresEpochSecond() >= end(lease, server) - TOLERANCE_SECONDS;
    if (!there && !isInDoubt() && !server.mustHear()) {
      world.violated(
          "answer implies stored: %s gives %s to %s and has %s"
              .formatted(server.name(), lease.resource(), client.name(), stored));
    }
  }

  /** To be called after each step. */
  void look() {
    service.look();
  }

  @Override
  public void asks(Client client, Host server, MessageType type) {
    diagram.asked(client, server, type);
    declines.asks(client, type);
    if (server == pair.hosts().getFirst() || !client.reachesAll()) {
      service.asks(client, type);
    }
  }

  @Override
  public void answered(Client client, Host server, MessageType type) {
    diagram.answered(client, server, type);
    declines.answered(client, server, isInDoubt());
    service.answered(client);
    states.answered(server, type);
  }

  private boolean isSure(Holding holding) {
    return !holding.doubtful && world.nanos() >= doubtUntil;
  }

  /**
   * From now until {@link #doubtFor} what clients hold is no measure: a clock is wrong, or both
   * servers serve alone.
   */
  void doubtAll() {
    doubtUntil = Long.MAX_VALUE;
    holdings.replaceAll(
        (resource, each) ->
            new Holding(each.client, each.lease, each.server, each.grantedNanos, true));
  }

  /** Whether two may hold one resource without a fault of a server. */
  boolean isInDoubt() {
    return world.nanos() < doubtUntil;
  }

  /** What is given after that time counts again. */
  void doubtFor(Duration time) {
    doubtUntil = world.nanos() + time.toNanos();
  }

  private Host server(Duid duid) {
    for (Host host : pair.hosts()) {
      if (host.duid().equals(duid)) {
        return host;
      }
    }
    throw new Violation("no server has the DUID " + duid);
  }

  /** RFC 8156 §4.4: never more than MCLT ahead of what the partner has acked. */
  private void checkLead(Client client, HeldLease lease, Host server) {
    if (server.lastAlone() >= world.nanos() - JUST_NOW_NANOS) {
      return; // §8.4.1: not in PARTNER-DOWN
    }
    if (isInDoubt() && server.machine().lastSet() >= world.nanos() - JUST_NOW_NANOS) {
      return; // the answer is older than the wrong clock that it would be judged by
    }
    long now = server.now().getEpochSecond();
    long ends = end(lease, server);
    Acked known = acked.get(new Told(server, lease.resource()));
    long partnerKnows = known == null ? 0 : known.partnerLifetime;
    if (ends > Math.max(now, partnerKnows) + mcltSeconds + TOLERANCE_SECONDS) {
      world.violated(
          "lead time: %s has %s from %s for %d s, the partner acked %d s"
              .formatted(
                  client.name(),
                  lease.resource(),
                  server.name(),
                  lease.validSeconds(),
                  partnerKnows - now));
    }
  }

  /** When the client must stop, by the server's clock. */
  private long end(HeldLease lease, Host server) {
    return server.now().plusNanos(lease.expiresNanos() - world.nanos()).getEpochSecond();
  }

  @Override
  public void gaveUp(Client client, HeldLease lease, MessageType why) {
    world.trace().add(client.name() + " gives up " + lease.resource() + " (" + why + ")");
    if (why == MessageType.DECLINE) {
      declines.declined(client, lease);
    }
    drop(client, lease);
  }

  @Override
  public void vanished(Client client, List<HeldLease> leases) {
    leases.forEach(lease -> drop(client, lease));
  }

  private void drop(Client client, HeldLease lease) {
    Holding holding = holdings.get(lease.resource());
    if (holding != null && holding.client == client) {
      holdings.remove(lease.resource());
    }
  }

  /** Stability: whoever holds a lease is not told that it holds none. */
  @Override
  public void told(Client client, StatusCode status) {
    List<Holding> held =
        holdings.values().stream()
            .filter(each -> each.client == client && isLive(each) && isSure(each))
            .toList();
    // Of which of two it was told does not show: it may be the one that has ended.
    long kinds = held.stream().map(each -> each.lease.resource().isAddress()).distinct().count();
    if (status.equals(StatusCode.NO_BINDING) && kinds >= client.wants()) {
      world.violated(
          "stability: "
              + client.name()
              + " is told NoBinding and holds "
              + held.stream().map(each -> each.lease.resource()).toList());
    }
  }

  @Override
  void said(String from, String to, FailoverMessage message) {
    if (message instanceof BndUpd update
        && BindingReader.read(update, world.instant().getEpochSecond(), 0)
            instanceof ReceivedBinding.Update read) {
      for (ReceivedLease lease : read.leases()) {
        acked.compute(
            new Told(pair.host(from), lease.resource()),
            (each, before) ->
                before != null && java.util.Objects.equals(before.client, lease.client())
                    ? before
                    : new Acked(lease.client(), 0));
      }
    }
  }

  @Override
  void heard(String from, String to, FailoverMessage message) {
    if (message instanceof BndReply reply) {
      for (BindingReply.LeaseReply lease :
          ReplyReader.read(reply, world.instant().getEpochSecond()).leases()) {
        if (lease.accepted()) {
          acked.computeIfPresent(
              new Told(pair.host(to), lease.resource()),
              (each, before) ->
                  new Acked(
                      before.client,
                      Math.max(before.partnerLifetime, lease.partnerLifetimeSentEpochSecond())));
        }
      }
    }
  }

  /** A server that has lost its state has forgotten what it told, too. */
  void lost(Host host) {
    declines.forget();
    lostNanos.put(host, world.nanos());
    holdings.replaceAll((resource, each) -> each.server == host ? forgotten(each) : each);
  }

  /**
   * RFC 8156 has the server wait MCLT after it lost its state (§8.6); but what it had renewed, by
   * what the partner had acked, may last longer, and what was declined to the partner stays so.
   */
  private Holding forgotten(Holding each) {
    Lease known = pair.other(each.server).disk().lease(each.lease.resource());
    boolean covered =
        each.lease.expiresNanos() <= world.nanos() + TimeUnit.SECONDS.toNanos(mcltSeconds)
            || (known != null
                && known.expiresEpochSecond() >= end(each.lease, each.server) - TOLERANCE_SECONDS);
    boolean declined = known != null && known.status() == BindingStatus.ABANDONED;
    boolean doubtful = each.doubtful || declined || !covered;
    return new Holding(each.client, each.lease, each.server, Long.MIN_VALUE, doubtful);
  }

  /**
   * Nothing acknowledged is lost: what a client was told stands in the database of the server that
   * said so.
   *
   * @param everywhere also in the other one
   */
  void audit(boolean everywhere) {
    for (Host host : pair.hosts()) {
      if (!host.isRunning() || host.isLeaving()) {
        continue;
      }
      Map<Ipv6Prefix, Lease> stored = new HashMap<>();
      Optional<List<Lease>> leases = host.leasesIfKnown();
      if (leases.isEmpty()) {
        continue; // it is busy, as with a full disk
      }
      leases.get().forEach(lease -> stored.put(lease.resource(), lease));
      owed.audit(host, leases.get(), service.troubledNanos());
      for (Holding holding : new ArrayList<>(holdings.values())) {
        boolean told = holding.server == host && holding.grantedNanos != Long.MIN_VALUE;
        boolean settled = holding.grantedNanos < world.nanos() - JUST_NOW_NANOS;
        if ((told || everywhere)
            && settled
            && isSure(holding)
            && isLive(holding)
            && host.isRunning()) {
          audit(holding, host, stored.get(holding.lease.resource()));
        }
      }
    }
  }

  private void audit(Holding holding, Host host, @Nullable Lease stored) {
    boolean there =
        stored != null
            && stored.status() == BindingStatus.ACTIVE
            && holding.client.duid().equals(stored.client())
            && stored.expiresEpochSecond() >= end(holding.lease, host) - TOLERANCE_SECONDS;
    if (!there) {
      world.violated(
          "nothing is lost: %s holds %s from %s for %d s more, and %s has %s"
              .formatted(
                  holding.client.name(),
                  holding.lease.resource(),
                  holding.server.name(),
                  (holding.lease.expiresNanos() - world.nanos()) / 1_000_000_000,
                  host.name(),
                  stored));
    }
  }
}
