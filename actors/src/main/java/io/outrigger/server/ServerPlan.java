package io.outrigger.server;

import io.outrigger.agreement.AgreementCheck;
import io.outrigger.config.AgreementDigest;
import io.outrigger.config.Endpoint;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.partner.LinkCounters;
import io.outrigger.partner.LinkSettings;
import io.outrigger.partner.PartnerTls;
import io.outrigger.relationship.SharedPool;
import java.util.List;
import java.util.Map;

/**
 * What a server is to run.
 *
 * @param tls what protects the connection of each relationship, by its name
 */
record ServerPlan(
    OutriggerConfig config,
    List<PoolHandle> pools,
    List<RelationshipHandle> relationships,
    Map<String, PartnerTls> tls,
    LinkCounters linkCounters) {

  List<Endpoint> failoverListen() {
    return config.failover().listen();
  }

  /** In the order of the configuration. */
  List<SharedPool> poolsOf(RelationshipHandle relationship) {
    return pools.stream()
        .filter(pool -> pool.relationship().filter(relationship::equals).isPresent())
        .<SharedPool>map(pool -> pool)
        .toList();
  }

  LinkSettings linkSettings(RelationshipHandle relationship) {
    PartnerTls material = tls.get(relationship.name());
    if (material == null) {
      throw new IllegalArgumentException("no TLS material for " + relationship.name());
    }
    return LinkSettings.of(
        relationship.config(),
        List.of(AgreementCheck.option(AgreementDigest.of(config, relationship.config()))),
        material);
  }

  boolean hasRelationship(String name) {
    return relationships.stream().anyMatch(each -> each.name().equals(name));
  }
}
