package io.outrigger.failover.wire;

import io.outrigger.dhcp.OptionDecoders;

/** The options that are read in a failover message. */
public final class FailoverOptions {
  /** Those of {@link OptionDecoders#RFC_8415} and of {@link FailoverOptionCode}. */
  public static final OptionDecoders RFC_8156 = table();

  private FailoverOptions() {}

  private static OptionDecoders table() {
    return configuration(times(leasequery(OptionDecoders.RFC_8415)))
        .with(FailoverOptionCode.F_BINDING_STATUS, "F_BINDING_STATUS", BindingStatusOption::decode)
        .with(
            FailoverOptionCode.F_DNS_REMOVAL_INFO,
            "F_DNS_REMOVAL_INFO",
            DnsRemovalInfoOption::decode)
        .with(FailoverOptionCode.F_DNS_HOST_NAME, "F_DNS_HOST_NAME", DnsHostNameOption::decode)
        .with(FailoverOptionCode.F_DNS_ZONE_NAME, "F_DNS_ZONE_NAME", DnsZoneNameOption::decode)
        .with(FailoverOptionCode.F_DNS_FLAGS, "F_DNS_FLAGS", DnsFlagsOption::decode)
        .with(
            FailoverOptionCode.F_RECONFIGURE_DATA,
            "F_RECONFIGURE_DATA",
            ReconfigureDataOption::decode)
        .with(FailoverOptionCode.F_SERVER_FLAGS, "F_SERVER_FLAGS", ServerFlagsOption::decode)
        .with(FailoverOptionCode.F_SERVER_STATE, "F_SERVER_STATE", ServerStateOption::decode);
  }

  private static OptionDecoders leasequery(OptionDecoders decoders) {
    return decoders
        .with(FailoverOptionCode.CLIENT_DATA, "CLIENT_DATA", ClientDataOption::decode)
        .with(FailoverOptionCode.CLT_TIME, "CLT_TIME", CltTimeOption::decode)
        .with(FailoverOptionCode.LQ_RELAY_DATA, "LQ_RELAY_DATA", LqRelayDataOption::decode)
        .with(FailoverOptionCode.LQ_BASE_TIME, "LQ_BASE_TIME", LqBaseTimeOption::decode);
  }

  private static OptionDecoders times(OptionDecoders decoders) {
    return decoders
        .with(
            FailoverOptionCode.F_EXPIRATION_TIME, "F_EXPIRATION_TIME", ExpirationTimeOption::decode)
        .with(
            FailoverOptionCode.F_PARTNER_LIFETIME,
            "F_PARTNER_LIFETIME",
            PartnerLifetimeOption::decode)
        .with(
            FailoverOptionCode.F_PARTNER_LIFETIME_SENT,
            "F_PARTNER_LIFETIME_SENT",
            PartnerLifetimeSentOption::decode)
        .with(
            FailoverOptionCode.F_PARTNER_DOWN_TIME,
            "F_PARTNER_DOWN_TIME",
            PartnerDownTimeOption::decode)
        .with(
            FailoverOptionCode.F_PARTNER_RAW_CLT_TIME,
            "F_PARTNER_RAW_CLT_TIME",
            PartnerRawCltTimeOption::decode)
        .with(
            FailoverOptionCode.F_START_TIME_OF_STATE,
            "F_START_TIME_OF_STATE",
            StartTimeOfStateOption::decode)
        .with(
            FailoverOptionCode.F_STATE_EXPIRATION_TIME,
            "F_STATE_EXPIRATION_TIME",
            StateExpirationTimeOption::decode);
  }

  private static OptionDecoders configuration(OptionDecoders decoders) {
    return decoders
        .with(FailoverOptionCode.F_CONNECT_FLAGS, "F_CONNECT_FLAGS", ConnectFlagsOption::decode)
        .with(
            FailoverOptionCode.F_MAX_UNACKED_BNDUPD,
            "F_MAX_UNACKED_BNDUPD",
            MaxUnackedBndupdOption::decode)
        .with(FailoverOptionCode.F_MCLT, "F_MCLT", McltOption::decode)
        .with(
            FailoverOptionCode.F_PROTOCOL_VERSION,
            "F_PROTOCOL_VERSION",
            ProtocolVersionOption::decode)
        .with(FailoverOptionCode.F_KEEPALIVE_TIME, "F_KEEPALIVE_TIME", KeepaliveTimeOption::decode)
        .with(
            FailoverOptionCode.F_RELATIONSHIP_NAME,
            "F_RELATIONSHIP_NAME",
            RelationshipNameOption::decode);
  }
}
