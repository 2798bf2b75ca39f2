package io.outrigger.dhcp;

/** The table behind {@link OptionDecoders#RFC_8415}. */
final class StandardOptions {
  private StandardOptions() {}

  static OptionDecoders table() {
    return OptionDecoders.empty()
        .with(OptionCode.CLIENTID, "CLIENTID", ClientIdOption::decode)
        .with(OptionCode.SERVERID, "SERVERID", ServerIdOption::decode)
        .with(OptionCode.IA_NA, "IA_NA", IaNaOption::decode)
        .with(OptionCode.IA_TA, "IA_TA", IaTaOption::decode)
        .with(OptionCode.IAADDR, "IAADDR", IaAddressOption::decode)
        .with(OptionCode.ORO, "ORO", OptionRequestOption::decode)
        .with(OptionCode.PREFERENCE, "PREFERENCE", PreferenceOption::decode)
        .with(OptionCode.ELAPSED_TIME, "ELAPSED_TIME", ElapsedTimeOption::decode)
        .with(OptionCode.RELAY_MSG, "RELAY_MSG", RelayMessageOption::decode)
        .with(OptionCode.AUTH, "AUTH", AuthenticationOption::decode)
        .with(OptionCode.UNICAST, "UNICAST", ServerUnicastOption::decode)
        .with(OptionCode.STATUS_CODE, "STATUS_CODE", StatusCodeOption::decode)
        .with(OptionCode.RAPID_COMMIT, "RAPID_COMMIT", RapidCommitOption::decode)
        .with(OptionCode.USER_CLASS, "USER_CLASS", UserClassOption::decode)
        .with(OptionCode.VENDOR_CLASS, "VENDOR_CLASS", VendorClassOption::decode)
        .with(OptionCode.VENDOR_OPTS, "VENDOR_OPTS", VendorOptsOption::decode)
        .with(OptionCode.INTERFACE_ID, "INTERFACE_ID", InterfaceIdOption::decode)
        .with(OptionCode.RECONF_MSG, "RECONF_MSG", ReconfigureMessageOption::decode)
        .with(OptionCode.RECONF_ACCEPT, "RECONF_ACCEPT", ReconfigureAcceptOption::decode)
        .with(OptionCode.DNS_SERVERS, "DNS_SERVERS", DnsServersOption::decode)
        .with(OptionCode.DOMAIN_LIST, "DOMAIN_LIST", DomainSearchOption::decode)
        .with(OptionCode.IA_PD, "IA_PD", IaPdOption::decode)
        .with(OptionCode.IAPREFIX, "IAPREFIX", IaPrefixOption::decode)
        .with(OptionCode.SNTP_SERVERS, "SNTP_SERVERS", SntpServersOption::decode)
        .with(
            OptionCode.INFORMATION_REFRESH_TIME,
            "INFORMATION_REFRESH_TIME",
            InformationRefreshTimeOption::decode)
        .with(OptionCode.REMOTE_ID, "REMOTE_ID", RemoteIdOption::decode)
        .with(OptionCode.SUBSCRIBER_ID, "SUBSCRIBER_ID", SubscriberIdOption::decode)
        .with(OptionCode.CLIENT_FQDN, "CLIENT_FQDN", ClientFqdnOption::decode)
        .with(OptionCode.RELAY_ID, "RELAY_ID", RelayIdOption::decode)
        .with(OptionCode.NTP_SERVER, "NTP_SERVER", NtpServerOption::decode)
        .with(OptionCode.BOOTFILE_URL, "BOOTFILE_URL", BootFileUrlOption::decode)
        .with(OptionCode.BOOTFILE_PARAM, "BOOTFILE_PARAM", BootFileParametersOption::decode)
        .with(OptionCode.PD_EXCLUDE, "PD_EXCLUDE", PdExcludeOption::decode)
        .with(
            OptionCode.CLIENT_LINKLAYER_ADDR,
            "CLIENT_LINKLAYER_ADDR",
            ClientLinkLayerAddressOption::decode)
        .with(OptionCode.SOL_MAX_RT, "SOL_MAX_RT", SolMaxRtOption::decode)
        .with(OptionCode.INF_MAX_RT, "INF_MAX_RT", InfMaxRtOption::decode);
  }
}
