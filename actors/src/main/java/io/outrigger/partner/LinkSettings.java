package io.outrigger.partner;

import io.outrigger.config.Endpoint;
import io.outrigger.config.FailoverRole;
import io.outrigger.config.RelationshipConfig;
import io.outrigger.config.TimeSkew;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.failover.wire.ConnectFlagsOption;
import java.time.Duration;
import java.util.List;

/**
 * What the link of one relationship has to know.
 *
 * @param name of the relationship
 * @param role what this server is in it
 * @param partner where the partner listens
 * @param mclt ours, whole seconds; a secondary uses its primary's instead (RFC 8156 §6.1.2)
 * @param keepalive the silence after which we take the partner for dead, whole seconds
 * @param maxUnackedBndupd BNDUPDs that we take before we answer the first, from 1
 * @param reconnectTime pause between attempts to connect
 * @param connectFlags F_CONNECT_FLAGS that we send, 0 to 2^16-1
 * @param additions what stands in CONNECT and CONNECTREPLY behind the options of RFC 8156
 */
public record LinkSettings(
    String name,
    FailoverRole role,
    Endpoint partner,
    Duration mclt,
    Duration keepalive,
    int maxUnackedBndupd,
    TimeSkew timeSkew,
    Duration reconnectTime,
    int connectFlags,
    List<DhcpOption> additions,
    PartnerTls tls) {
  public LinkSettings {
    additions = List.copyOf(additions);
  }

  /** As configured; prefix pools here delegate one length each, hence FIXED_PD_LENGTH. */
  public static LinkSettings of(
      RelationshipConfig config, List<DhcpOption> additions, PartnerTls tls) {
    return new LinkSettings(
        config.name(),
        config.role(),
        config.partner(),
        config.mclt(),
        config.keepalive(),
        config.maxUnackedBndupd(),
        config.timeSkew(),
        config.reconnectTime(),
        ConnectFlagsOption.FIXED_PD_LENGTH,
        additions,
        tls);
  }
}
