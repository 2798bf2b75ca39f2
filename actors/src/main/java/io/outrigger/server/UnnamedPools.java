package io.outrigger.server;

import io.outrigger.config.OutriggerConfig;
import io.outrigger.journal.JournalDirectory;
import io.outrigger.journal.StoreException;
import io.outrigger.lease.Lease;
import io.outrigger.pool.PoolSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pools that have leases in the journal and that the configuration no longer names.
 *
 * @param leases by the names of the pools
 */
record UnnamedPools(Map<String, List<Lease>> leases) {

  static UnnamedPools of(OutriggerConfig config, JournalDirectory journal) throws StoreException {
    Map<String, RelationshipHandle> relationships = RelationshipHandle.of(config);
    Set<String> named =
        config.links().stream()
            .flatMap(
                link -> LinkBuilder.build(config.server(), relationships, link).pools().stream())
            .map(pool -> pool.settings().persistenceId())
            .collect(Collectors.toSet());
    Map<String, List<Lease>> leases = new TreeMap<>();
    journal
        .leases(id -> id.startsWith(PoolSettings.PERSISTENCE_PREFIX) && !named.contains(id))
        .forEach(
            (id, held) -> leases.put(id.substring(PoolSettings.PERSISTENCE_PREFIX.length()), held));
    return new UnnamedPools(leases);
  }

  /** One line for each such pool, in the order of their names; nothing is deleted. */
  List<String> warnings() {
    return leases.entrySet().stream()
        .map(
            pool ->
                "the journal holds %d leases of pool %s, which the configuration does not name: those of resources that are in another pool now go on there, the others are kept and nobody serves them; name the pool again if that is not meant"
                    .formatted(pool.getValue().size(), pool.getKey()))
        .toList();
  }
}
