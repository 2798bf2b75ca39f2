package io.outrigger.server;

import io.outrigger.client.Link;
import io.outrigger.client.Reservations;
import io.outrigger.config.AddressPoolConfig;
import io.outrigger.config.Allocation;
import io.outrigger.config.ClientSelector;
import io.outrigger.config.ConfiguredOption;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.LifetimesConfig;
import io.outrigger.config.LinkConfig;
import io.outrigger.config.PoolConfig;
import io.outrigger.config.PrefixPoolConfig;
import io.outrigger.config.ReservationConfig;
import io.outrigger.config.ServerConfig;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.Responsiveness;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.ClientDirectory;
import io.outrigger.pool.Half;
import io.outrigger.pool.PoolRef;
import io.outrigger.pool.PoolSettings;
import io.outrigger.pool.PoolSpace;
import io.outrigger.pool.Sharing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes links and pools of their configuration. */
final class LinkBuilder {

  /**
   * A link and the handles of its pools, of both kinds.
   *
   * @param placements where each handle stands from now on, in the order of {@code pools}
   */
  record Built(Link link, List<PoolHandle> pools, List<PoolHandle.Placement> placements) {}

  private final ServerConfig server;
  private final Map<String, RelationshipHandle> relationships;
  private final LinkConfig config;
  private final Reservations reservations;
  private final Map<String, PoolHandle> previous;
  private final List<PoolHandle> handles = new ArrayList<>();
  private final List<PoolHandle.Placement> placements = new ArrayList<>();

  private LinkBuilder(
      ServerConfig server,
      Map<String, RelationshipHandle> relationships,
      LinkConfig config,
      Map<String, PoolHandle> previous) {
    this.previous = previous;
    this.server = server;
    this.relationships = relationships;
    this.config = config;
    this.reservations = reservations(config.reservations());
  }

  /**
   * @param relationships by name
   */
  static Built build(
      ServerConfig server, Map<String, RelationshipHandle> relationships, LinkConfig config) {
    return build(server, relationships, config, Map.of());
  }

  /**
   * @param relationships by name
   * @param previous pools that run, by name: each that can goes on
   */
  static Built build(
      ServerConfig server,
      Map<String, RelationshipHandle> relationships,
      LinkConfig config,
      Map<String, PoolHandle> previous) {
    return new LinkBuilder(server, relationships, config, previous).build();
  }

  private Built build() {
    Link.Kind addresses =
        kind(config.pools().stream().filter(AddressPoolConfig.class::isInstance).toList(), true);
    Link.Kind delegations =
        kind(config.pools().stream().filter(PrefixPoolConfig.class::isInstance).toList(), false);
    List<PoolHandle> pools = List.copyOf(handles);
    List<ConfiguredOption> options = new ArrayList<>(config.options().always());
    options.addAll(config.options().onRequest());
    return new Built(
        new Link(
            config.name(),
            config.interfaces(),
            config.relayLinkAddresses(),
            config.prefixes(),
            config.rapidCommit(),
            addresses,
            delegations,
            reservations,
            options,
            () -> allReady(pools)),
        pools,
        placements);
  }

  private static boolean allReady(List<PoolHandle> pools) {
    for (PoolHandle pool : pools) {
      if (!pool.isReady()) {
        return false;
      }
    }
    return true;
  }

  private Link.Kind kind(List<PoolConfig> pools, boolean addresses) {
    Set<Ipv6Prefix> outside = new LinkedHashSet<>();
    for (Ipv6Prefix resource : reservations.resources()) {
      if (resource.isAddress() == addresses) {
        outside.add(resource);
      }
    }
    List<PoolSpace> spaces = pools.stream().map(LinkBuilder::space).toList();
    List<Set<Ipv6Prefix>> inside = new ArrayList<>();
    for (PoolSpace space : spaces) {
      Set<Ipv6Prefix> here = new LinkedHashSet<>();
      outside.removeIf(resource -> space.contains(resource) && here.add(resource));
      inside.add(here);
    }
    boolean several = pools.size() + (outside.isEmpty() ? 0 : 1) > 1;
    ClientDirectory directory = new ClientDirectory();
    Optional<ClientDirectory> told = several ? Optional.of(directory) : Optional.empty();
    List<PoolRef> refs = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      PoolConfig pool = pools.get(i);
      refs.add(
          add(
              pool.name(),
              Optional.of(pool),
              spaces.get(i),
              inside.get(i),
              config.lifetimesOf(pool),
              told,
              refs.size()));
    }
    if (!outside.isEmpty()) {
      // Reserved resources outside all pools have leases too, so they have an allocator.
      String name = config.name() + (addresses ? "/reserved-addresses" : "/reserved-prefixes");
      refs.add(
          add(
              name,
              Optional.empty(),
              spaceOf(outside.iterator().next()),
              outside,
              config.lifetimes(),
              told,
              refs.size()));
    }
    return new Link.Kind(refs, directory);
  }

  private PoolRef add(
      String name,
      Optional<PoolConfig> pool,
      PoolSpace space,
      Set<Ipv6Prefix> reserved,
      LifetimesConfig lifetimes,
      Optional<ClientDirectory> directory,
      int index) {
    LifetimePolicy policy =
        new LifetimePolicy(
            lifetimes.preferredSeconds(),
            lifetimes.validSeconds(),
            lifetimes.t1Seconds(),
            lifetimes.t2Seconds());
    Optional<RelationshipHandle> relationship = relationshipOf(pool);
    PoolSettings settings =
        new PoolSettings(
            name,
            space,
            reserved,
            server.abandonedTime().toSeconds(),
            relationship.map(each -> sharing(each, pool, policy)));
    PoolHandle.Placement placement =
        new PoolHandle.Placement(config.name(), pool, policy, directory, index);
    PoolHandle fresh = new PoolHandle(placement, relationship, settings, server.limits().queue());
    PoolHandle before = previous.get(name);
    PoolHandle handle = before == null ? fresh : fresh.after(before);
    placements.add(placement);
    handles.add(handle);
    boolean prefixes = pool.filter(PrefixPoolConfig.class::isInstance).isPresent();
    return new PoolRef(
        name,
        index,
        prefixes ? ((PrefixPoolConfig) pool.get()).delegatedLength() : Ipv6Address.BITS,
        space,
        reserved,
        policy,
        prefixes ? ((PrefixPoolConfig) pool.get()).excluded() : Optional.empty(),
        relationship
            .<Supplier<Responsiveness>>map(each -> each::responsiveness)
            .orElse(() -> Responsiveness.RESPONSIVE),
        relationship.<BooleanSupplier>map(each -> each::partnerHasOtherPools).orElse(() -> false),
        handle::submit);
  }

  /**
   * The relationship of a pool. Reserved resources outside all pools are in that of the link's
   * pools: were they this server's alone, both partners would lease them without knowing of each
   * other.
   */
  private Optional<RelationshipHandle> relationshipOf(Optional<PoolConfig> pool) {
    Optional<String> name =
        pool.isPresent()
            ? pool.get().relationship()
            : config.pools().stream().flatMap(each -> each.relationship().stream()).findFirst();
    return name.map(relationships::get);
  }

  private static Sharing sharing(
      RelationshipHandle relationship, Optional<PoolConfig> pool, LifetimePolicy lifetimes) {
    return new Sharing(
        relationship.role() == FailoverRole.PRIMARY ? Half.PRIMARY : Half.SECONDARY,
        pool.filter(each -> each.allocation() == Allocation.PROPORTIONAL).isPresent(),
        pool.map(PoolConfig::secondarySharePercent).orElse(0),
        lifetimes);
  }

  /** Nothing to allocate: the only resource of the space is a reserved one. */
  private static PoolSpace spaceOf(Ipv6Prefix reserved) {
    return PoolSpace.ofPrefixes(reserved, reserved.length());
  }

  private static PoolSpace space(PoolConfig pool) {
    return switch (pool) {
      case AddressPoolConfig addresses -> PoolSpace.ofRange(addresses.first(), addresses.last());
      case PrefixPoolConfig prefixes ->
          PoolSpace.ofPrefixes(prefixes.prefix(), prefixes.delegatedLength());
    };
  }

  private static Reservations reservations(List<ReservationConfig> configs) {
    Map<ClientSelector, List<Ipv6Prefix>> byClient = new HashMap<>();
    for (ReservationConfig reservation : configs) {
      List<Ipv6Prefix> resources =
          byClient.computeIfAbsent(reservation.selector(), _selector -> new ArrayList<>());
      reservation.addresses().forEach(address -> resources.add(Ipv6Prefix.of(address)));
      resources.addAll(reservation.prefixes());
    }
    return new Reservations(byClient);
  }
}
