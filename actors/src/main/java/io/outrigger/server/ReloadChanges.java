package io.outrigger.server;

import io.outrigger.config.LinkConfig;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.PoolConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.ServerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a changed configuration changes, in words: pure. */
final class ReloadChanges {
  private final List<String> changes = new ArrayList<>();

  private ReloadChanges() {}

  /** A few words each, relationships first; empty: nothing has changed. */
  static List<String> of(OutriggerConfig before, OutriggerConfig after) {
    ReloadChanges found = new ReloadChanges();
    if (!serverValues(before.server()).equals(serverValues(after.server()))) {
      found.changes.add("server changed");
    }
    found.compare("relationship", relationships(before), relationships(after));
    found.compare("link", links(before), links(after));
    found.compare("pool", pools(before), pools(after));
    return found.changes;
  }

  private <T> void compare(String kind, Map<String, T> before, Map<String, T> after) {
    after.forEach(
        (name, value) -> {
          T old = before.get(name);
          if (old == null) {
            changes.add(kind + " " + name + " added");
          } else if (!old.equals(value)) {
            changes.add(kind + " " + name + " changed");
          }
        });
    before
        .keySet()
        .forEach(
            name -> {
              if (!after.containsKey(name)) {
                changes.add(kind + " " + name + " removed");
              }
            });
  }

  private static List<Object> serverValues(ServerConfig server) {
    return List.of(
        server.preference(), server.serverUnicast(), server.abandonedTime(), server.limits());
  }

  private static Map<String, RelationshipConfig> relationships(OutriggerConfig config) {
    Map<String, RelationshipConfig> byName = new LinkedHashMap<>();
    config.failover().relationships().forEach(each -> byName.put(each.name(), each));
    return byName;
  }

  /** Without their pools, which count by themselves. */
  private static Map<String, LinkConfig> links(OutriggerConfig config) {
    Map<String, LinkConfig> byName = new LinkedHashMap<>();
    for (LinkConfig link : config.links()) {
      byName.put(
          link.name(),
          new LinkConfig(
              link.name(),
              link.interfaces(),
              link.relayLinkAddresses(),
              link.prefixes(),
              link.lifetimes(),
              link.rapidCommit(),
              List.of(),
              link.reservations(),
              link.options()));
    }
    return byName;
  }

  private record LinkedPool(String link, PoolConfig pool) {}

  private static Map<String, LinkedPool> pools(OutriggerConfig config) {
    Map<String, LinkedPool> byName = new LinkedHashMap<>();
    for (LinkConfig link : config.links()) {
      link.pools().forEach(pool -> byName.put(pool.name(), new LinkedPool(link.name(), pool)));
    }
    return byName;
  }
}
