package io.outrigger.simulation;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Two servers, the network between them, and their clients: one relationship. */
final class Pair {
  /** So many clients a relationship of a hub. */
  private static final int CLIENTS = 100;

  private final World world;
  private final Network network;
  private final PairConfig config;
  private final Host a;
  private final Host b;
  private final List<Host> hosts;
  private final boolean proportional;
  private final Map<String, Client> clients = new LinkedHashMap<>();

  /** A pair of servers that have no other relationship. */
  Pair(World world, PairConfig config) {
    this(config, new Network(world));
  }

  private Pair(PairConfig config, Network network) {
    this(config, network, new Machine(network, "b", config.of(false)));
  }

  private Pair(PairConfig config, Network network, Machine secondary) {
    this.world = network.world();
    this.network = network;
    this.config = config;
    this.proportional = config.get("address-allocation").equals("proportional");
    this.a = new Host(new Machine(network, config.primary(), config.of(true)), config);
    this.b = new Host(secondary, config);
    this.hosts = List.of(a, b);
  }

  /** Relationships of which one server is the secondary: it backs up many (RFC 8156 §3.3). */
  static List<Pair> of(World world, List<PairConfig> configs) {
    if (configs.size() == 1) {
      return List.of(new Pair(world, configs.getFirst()));
    }
    Network network = new Network(world);
    Machine hub = new Machine(network, "b", PairConfig.server("b", configs));
    return configs.stream().map(config -> new Pair(config, network, hub)).toList();
  }

  /** Hears what the two say to each other, whatever else one of them says to others. */
  void watch(LinkTalk watcher) {
    network.watch(
        new LinkTalk() {
          @Override
          void said(String from, String to, FailoverMessage message) {
            if (isOurs(from, to)) {
              watcher.said(from, to, message);
            }
          }

          @Override
          void heard(String from, String to, FailoverMessage message) {
            if (isOurs(from, to)) {
              watcher.heard(from, to, message);
            }
          }
        });
  }

  private boolean isOurs(String from, String to) {
    return (from.equals(a.name()) && to.equals(b.name()))
        || (from.equals(b.name()) && to.equals(a.name()));
  }

  /** The name of the relationship. */
  String name() {
    return config.name();
  }

  Network.Direction way() {
    return new Network.Direction(a.name(), b.name());
  }

  /** Whether both servers may give it, by who has it; of others the last bit says whose it is. */
  boolean isProportional(Ipv6Prefix resource) {
    return !resource.isAddress() || (proportional && isOfFirstLink(resource));
  }

  boolean isOfFirstLink(Ipv6Prefix address) {
    return address.address().high() == config.link(1).high();
  }

  World world() {
    return world;
  }

  Network network() {
    return network;
  }

  List<Host> hosts() {
    return hosts;
  }

  Host other(Host host) {
    return host == a ? b : a;
  }

  Host host(String name) {
    for (Host each : hosts()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(name + " is neither " + a.name() + " nor " + b.name());
  }

  Map<String, Client> clients() {
    return clients;
  }

  Client client(String name, Client.Ledger ledger) {
    return clients.computeIfAbsent(
        name,
        each ->
            new Client(world, config, each, Integer.parseInt(each.substring(1)), hosts(), ledger));
  }

  /** One of the clients of this relationship, from 1 on. */
  Client client(int index, Client.Ledger ledger) {
    return client("c" + (config.number() * CLIENTS + index), ledger);
  }

  String nameOf(@Nullable Duid duid) {
    for (Client each : clients.values()) {
      if (each.duid().equals(duid)) {
        return each.name();
      }
    }
    return duid == null ? "-" : duid.toHex();
  }

  boolean bothNormal() {
    return a.state().filter(FailoverState.NORMAL::equals).isPresent()
        && b.state().filter(FailoverState.NORMAL::equals).isPresent();
  }

  /** Goes on until then; returns whether it came in time. */
  boolean runUntil(BooleanSupplier reached, Duration limit) {
    long end = world.nanos() + limit.toNanos();
    while (!reached.getAsBoolean()) {
      if (!world.step(end)) {
        world.run(Duration.ofNanos(end - world.nanos()));
        return reached.getAsBoolean();
      }
    }
    return true;
  }

  /** In what the databases of the two differ; empty if they say the same. */
  List<String> differences() {
    Map<String, String> of = contents(a);
    Map<String, String> other = contents(b);
    Map<String, String> lines = new TreeMap<>();
    for (String resource : of.keySet()) {
      compare(resource, of, other, lines);
    }
    for (String resource : other.keySet()) {
      compare(resource, of, other, lines);
    }
    return List.copyOf(lines.values());
  }

  private void compare(
      String resource,
      Map<String, String> one,
      Map<String, String> other,
      Map<String, String> lines) {
    String here = one.getOrDefault(resource, "FREE");
    String there = other.getOrDefault(resource, "FREE");
    if (!here.equals(there)) {
      lines.put(resource, resource + ": " + a.name() + " " + here + ", " + b.name() + " " + there);
    }
  }

  /** Whether they differ in what only the end of a lease settles. */
  boolean disagreeUntilAnEnd() {
    return a.leases().stream().anyMatch(this::isUndecided);
  }

  /** The same of a lease of one client. */
  boolean disagreeUntilAnEnd(Duid client) {
    return a.leases().stream()
        .anyMatch(lease -> client.equals(lease.client()) && isUndecided(lease));
  }

  private boolean isUndecided(Lease lease) {
    return OwedChecks.undecided(lease, b.disk().lease(lease.resource()));
  }

  private Map<String, String> contents(Host host) {
    Map<String, String> contents = new TreeMap<>();
    for (Lease lease : host.leases()) {
      String owed = lease.owed() ? " owed" : "";
      contents.put(lease.resource().toString(), brief(lease) + owed);
    }
    return contents;
  }

  /** A free address of an independent pool needs no record; its owner follows from its parity. */
  private String brief(Lease lease) {
    if (lease.status() == BindingStatus.FREE
        || (!isProportional(lease.resource()) && lease.status() == BindingStatus.FREE_BACKUP)) {
      return "FREE";
    }
    return lease.status() == BindingStatus.ACTIVE
        ? "ACTIVE " + nameOf(lease.client())
        : lease.status().toString();
  }
}
