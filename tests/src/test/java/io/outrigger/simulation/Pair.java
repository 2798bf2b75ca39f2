package io.outrigger.simulation;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Lease;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Two servers, the network between them, and their clients. */
final class Pair {
  private final World world;
  private final Network network;
  private final Host a;
  private final Host b;
  private final Map<String, Client> clients = new LinkedHashMap<>();

  Pair(World world, PairConfig config) {
    this.world = world;
    this.network = new Network(world);
    this.a = new Host(world, network, "a", Ipv6Address.parse(PairConfig.A), config.of(true));
    this.b = new Host(world, network, "b", Ipv6Address.parse(PairConfig.B), config.of(false));
  }

  World world() {
    return world;
  }

  Network network() {
    return network;
  }

  List<Host> hosts() {
    return List.of(a, b);
  }

  Host other(Host host) {
    return host == a ? b : a;
  }

  Host host(String name) {
    return switch (name) {
      case "a" -> a;
      case "b" -> b;
      default -> throw new IllegalArgumentException(name + " is neither a nor b");
    };
  }

  Map<String, Client> clients() {
    return clients;
  }

  Client client(String name, Client.Ledger ledger) {
    return clients.computeIfAbsent(
        name,
        each -> new Client(world, each, Integer.parseInt(each.substring(1)), hosts(), ledger));
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

  private static void compare(
      String resource, Map<String, String> a, Map<String, String> b, Map<String, String> lines) {
    String here = a.getOrDefault(resource, "FREE");
    String there = b.getOrDefault(resource, "FREE");
    if (!here.equals(there)) {
      lines.put(resource, resource + ": a " + here + ", b " + there);
    }
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
        || (lease.resource().isAddress() && lease.status() == BindingStatus.FREE_BACKUP)) {
      return "FREE";
    }
    return lease.status() == BindingStatus.ACTIVE
        ? "ACTIVE " + nameOf(lease.client())
        : lease.status().toString();
  }
}
