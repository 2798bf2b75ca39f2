package io.outrigger.server;

import io.outrigger.config.OutriggerConfig;
import io.outrigger.journal.JournalDirectory;
import io.outrigger.journal.StoreException;
import io.outrigger.pool.PoolSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Pools that have leases in the journal and that the configuration no longer names. */
final class UnnamedPools {
  private UnnamedPools() {}

  /** One line for each such pool, in the order of their names; nothing is deleted. */
  static List<String> warnings(OutriggerConfig config, JournalDirectory journal)
      throws StoreException {
    Map<String, RelationshipHandle> relationships = RelationshipHandle.of(config);
    Set<String> named =
        config.links().stream()
            .flatMap(
                link -> LinkBuilder.build(config.server(), relationships, link).pools().stream())
            .map(pool -> pool.settings().persistenceId())
            .collect(Collectors.toSet());
    return journal
        .leases(id -> id.startsWith(PoolSettings.PERSISTENCE_PREFIX) && !named.contains(id))
        .entrySet()
        .stream()
        .map(
            pool ->
                "the journal holds %d leases of pool %s, which the configuration does not name: they are kept and nobody serves them; name the pool again if that is not meant"
                    .formatted(
                        pool.getValue(),
                        pool.getKey().substring(PoolSettings.PERSISTENCE_PREFIX.length())))
        .toList();
  }
}
