package io.outrigger.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code failover}. */
final class FailoverReader {
  private static final int FAILOVER_PORT = 647;
  private static final int MIN_MCLT_SECONDS = 30;
  private static final Duration LONG = Duration.ofDays(3650);

  private FailoverReader() {}

  /** A relationship and where it stands. */
  record Read(RelationshipConfig config, Section section) {}

  static List<Endpoint> listen(Section failover) {
    List<Endpoint> listen = failover.list("listen", NetworkValues.endpoint(FAILOVER_PORT));
    ServerReader.reportRepeated(failover, "listen", listen);
    return listen;
  }

  static List<Read> relationships(Section failover, List<Endpoint> listen, Path folder) {
    List<Read> all = new ArrayList<>();
    Map<String, Section> byName = new HashMap<>();
    for (Section section :
        failover.children("relationships", Reference.element("relationship"), key -> false)) {
      Optional<RelationshipConfig> read = read(section, folder);
      read.ifPresent(config -> all.add(new Read(config, section)));
      read.ifPresent(config -> checkListen(config, section, failover, listen));
      section
          .optional("name", Values::name)
          .ifPresent(name -> Uniqueness.check(byName, name, section, "relationship"));
    }
    return all;
  }

  private static Optional<RelationshipConfig> read(Section section, Path folder) {
    Optional<String> name =
        section.required("name", Values::name, "the name that both servers give it, name = campus");
    Optional<FailoverRole> role =
        section.required(
            "role", Values.oneOf(FailoverRole.class), "write role = primary or role = secondary");
    Optional<Endpoint> partner =
        section.required(
            "partner",
            NetworkValues.endpoint(FAILOVER_PORT),
            "where the partner listens, partner = \"[address]:647\"");
    Duration mclt = section.get("mclt", Values.wholeSeconds(MIN_MCLT_SECONDS));
    Duration keepalive = section.get("keepalive", Values.wholeSeconds(1));
    int maxUnacked = section.get("max-unacked-bndupd", Values.smallInteger(1, 1_000_000));
    Optional<Duration> autoPartnerDown =
        section.get(
            "auto-partner-down", Values.offOr(Values.duration(Duration.ofSeconds(1), LONG)));
    Duration startupTime = section.get("startup-time", Values.duration(Duration.ZERO, LONG));
    StartAlone startAlone = section.get("start-alone", Values.oneOf(StartAlone.class));
    TimeSkew timeSkew = section.get("time-skew", Values.oneOf(TimeSkew.class));
    Duration reconnect =
        section.get("reconnect-time", Values.duration(Duration.ofSeconds(1), LONG));
    Optional<TlsConfig> tls = TlsReader.read(section, folder);
    if (startAlone != StartAlone.WAIT && role.equals(Optional.of(FailoverRole.PRIMARY))) {
      section.warning("start-alone", "only a secondary heeds this: remove it");
    }
    if (name.isEmpty() || role.isEmpty() || partner.isEmpty() || tls.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RelationshipConfig(
            name.get(),
            role.get(),
            partner.get(),
            mclt,
            keepalive,
            maxUnacked,
            autoPartnerDown,
            startupTime,
            startAlone,
            timeSkew,
            reconnect,
            tls.get()));
  }

  private static void checkListen(
      RelationshipConfig config, Section section, Section failover, List<Endpoint> listen) {
    if (config.partner().address().isUnspecified()) {
      section.error("partner", config.partner() + " is no address of a partner");
    }
    if (listen.contains(config.partner())) {
      section.error("partner", config.partner() + " is this server itself: name the partner's");
    }
    if (config.role() == FailoverRole.SECONDARY && listen.isEmpty() && !failover.isBad("listen")) {
      section.error(
          "role",
          "a secondary is connected to: write listen = [\"[address]:647\"] in section failover");
    }
  }
}
