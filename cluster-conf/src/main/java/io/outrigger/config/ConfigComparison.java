package io.outrigger.config;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Whether two servers can be partners: what they share is alike, roles complete each other, each
 * knows where the other listens.
 *
 * @param relationships names of the relationships that both have
 * @param differences none if the two agree
 */
public record ConfigComparison(List<String> relationships, List<ConfigDifference> differences) {
  public ConfigComparison {
    relationships = List.copyOf(relationships);
    differences = List.copyOf(differences);
  }

  /** Compares all relationships that have the same name in both. */
  public static ConfigComparison compare(OutriggerConfig a, OutriggerConfig b) {
    return new ConfigComparer(a, b).compare();
  }

  public boolean agree() {
    return differences.isEmpty();
  }

  /** The pools that are not alike, in order. */
  public NavigableSet<String> differingPools() {
    NavigableSet<String> pools = new TreeSet<>();
    differences.forEach(difference -> difference.pool().ifPresent(pools::add));
    return pools;
  }
}
