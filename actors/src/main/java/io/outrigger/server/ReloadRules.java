package io.outrigger.server;

import io.outrigger.config.OutriggerConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What of a configuration a running server can take over, and what has changed: pure. */
final class ReloadRules {
  private ReloadRules() {}

  /** What only a restart can change, a line each that names the key; empty: all can be applied. */
  static List<String> refusals(OutriggerConfig before, OutriggerConfig after) {
    List<String> refusals = new ArrayList<>();
    ServerConfig old = before.server();
    ServerConfig now = after.server();
    compare(refusals, "server.name", old.name(), now.name());
    compare(refusals, "server.state-dir", old.stateDir(), now.stateDir());
    compare(
        refusals, "server.listen.interfaces", old.listen().interfaces(), now.listen().interfaces());
    compare(refusals, "server.listen.unicast", old.listen().unicast(), now.listen().unicast());
    compare(refusals, "server.admin.enabled", old.admin().enabled(), now.admin().enabled());
    compare(refusals, "server.admin.address", old.admin().endpoint(), now.admin().endpoint());
    compare(
        refusals,
        "server.limits.receive-buffer",
        old.limits().receiveBufferBytes(),
        now.limits().receiveBufferBytes());
    compare(refusals, "failover.listen", before.failover().listen(), after.failover().listen());
    for (RelationshipConfig each : before.failover().relationships()) {
      after
          .relationship(each.name())
          .ifPresent(
              changed ->
                  compare(
                      refusals,
                      "failover.relationships[" + each.name() + "].role",
                      each.role(),
                      changed.role()));
    }
    return refusals;
  }

  private static void compare(List<String> refusals, String key, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      refusals.add(
          "outrigger."
              + key
              + ": only a restart can change this (from "
              + before
              + " to "
              + after
              + ")");
    }
  }
}
