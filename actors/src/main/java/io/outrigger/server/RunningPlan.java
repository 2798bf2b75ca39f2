package io.outrigger.server;

import io.outrigger.client.ClientService;
import io.outrigger.client.Links;
import io.outrigger.client.ServerIdentity;
import io.outrigger.config.AgreementDigest;
import io.outrigger.config.Endpoint;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.ServerConfig;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.partner.LinkCounters;
import io.outrigger.partner.PartnerTls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server runs, and what its clients are answered from; a reload makes the next one of it.
 *
 * @param duid of the server
 * @param joining pools that go on, and whose clients a new directory does not know yet
 */
record RunningPlan(ServerPlan plan, ClientService.View view, Duid duid, List<PoolHandle> joining) {

  static RunningPlan first(
      OutriggerConfig config, Duid duid, Map<String, PartnerTls> tls, LinkCounters counters) {
    return of(config, duid, tls, counters, Map.of(), Map.of());
  }

  /** Handles of what goes on are the same ones; they are as {@code config} says from now on. */
  RunningPlan next(OutriggerConfig config, Map<String, PartnerTls> tls) {
    Map<String, RelationshipHandle> relationships = new LinkedHashMap<>();
    plan.relationships().forEach(each -> relationships.put(each.name(), each));
    Map<String, PoolHandle> pools = new LinkedHashMap<>();
    plan.pools().forEach(each -> pools.put(each.name(), each));
    return of(config, duid, tls, plan.linkCounters(), relationships, pools);
  }

  private static RunningPlan of(
      OutriggerConfig config,
      Duid duid,
      Map<String, PartnerTls> tls,
      LinkCounters counters,
      Map<String, RelationshipHandle> relationshipsBefore,
      Map<String, PoolHandle> poolsBefore) {
    Map<String, RelationshipHandle> relationships = new LinkedHashMap<>();
    for (RelationshipConfig each : config.failover().relationships()) {
      RelationshipHandle before = relationshipsBefore.get(each.name());
      RelationshipHandle handle = before == null ? new RelationshipHandle(each) : before;
      handle.use(each, AgreementDigest.of(config, each));
      relationships.put(each.name(), handle);
    }
    List<LinkBuilder.Built> built =
        config.links().stream()
            .map(link -> LinkBuilder.build(config.server(), relationships, link, poolsBefore))
            .toList();
    List<PoolHandle> pools = new ArrayList<>();
    List<PoolHandle> joining = new ArrayList<>();
    for (LinkBuilder.Built link : built) {
      for (int i = 0; i < link.pools().size(); i++) {
        PoolHandle pool = link.pools().get(i);
        PoolHandle.Placement placement = link.placements().get(i);
        if (poolsBefore.containsValue(pool) && placement.directory().isPresent()) {
          joining.add(pool);
        }
        pool.place(placement);
        pools.add(pool);
      }
    }
    return new RunningPlan(
        new ServerPlan(
            config,
            List.copyOf(pools),
            List.copyOf(relationships.values()),
            Map.copyOf(tls),
            counters),
        new ClientService.View(
            identity(config.server(), duid),
            new Links(built.stream().map(LinkBuilder.Built::link).toList())),
        duid,
        List.copyOf(joining));
  }

  private static ServerIdentity identity(ServerConfig server, Duid duid) {
    Optional<Ipv6Address> unicast =
        server.serverUnicast()
            ? server.listen().unicast().stream().map(Endpoint::address).findFirst()
            : Optional.empty();
    return new ServerIdentity(duid, server.preference(), unicast);
  }
}
