package io.outrigger.server;

import io.outrigger.config.FailoverConfig;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.partner.PartnerTls;
import io.outrigger.partner.PartnerTlsFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What protects the connections to the partners, read from its files.
 *
 * @param tls by the relationship's name
 * @param errors a line each; with one of them the server cannot run
 * @param warnings a line each
 */
record TlsMaterial(Map<String, PartnerTls> tls, List<String> errors, List<String> warnings) {

  static TlsMaterial load(FailoverConfig failover, Instant now) {
    Map<String, PartnerTls> tls = new HashMap<>();
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (RelationshipConfig each : failover.relationships()) {
      PartnerTlsFiles.Loaded loaded = PartnerTlsFiles.load(each.tls(), now);
      loaded.tls().ifPresent(material -> tls.put(each.name(), material));
      List<String> lines = loaded.tls().isEmpty() ? errors : warnings;
      loaded.problems().forEach(p -> lines.add("relationship " + each.name() + ": " + p));
    }
    return new TlsMaterial(Map.copyOf(tls), List.copyOf(errors), List.copyOf(warnings));
  }
}
