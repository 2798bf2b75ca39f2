package io.outrigger.dhcp;

/**
 * An option (RFC 8415 §21.1).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |          option-code          |           option-len          |
 * +-------------------------------+-------------------------------+
 * :                          option-data                          :
 * +---------------------------------------------------------------+
 * </pre>
 */
public sealed interface DhcpOption
    permits ExtensionOption,
        UnknownOption,
        ClientIdOption,
        ServerIdOption,
        IaNaOption,
        IaTaOption,
        IaAddressOption,
        OptionRequestOption,
        PreferenceOption,
        ElapsedTimeOption,
        RelayMessageOption,
        AuthenticationOption,
        ServerUnicastOption,
        StatusCodeOption,
        RapidCommitOption,
        UserClassOption,
        VendorClassOption,
        VendorOptsOption,
        InterfaceIdOption,
        ReconfigureMessageOption,
        ReconfigureAcceptOption,
        DnsServersOption,
        DomainSearchOption,
        IaPdOption,
        IaPrefixOption,
        SntpServersOption,
        InformationRefreshTimeOption,
        RemoteIdOption,
        SubscriberIdOption,
        ClientFqdnOption,
        RelayIdOption,
        NtpServerOption,
        BootFileUrlOption,
        BootFileParametersOption,
        PdExcludeOption,
        ClientLinkLayerAddressOption,
        SolMaxRtOption,
        InfMaxRtOption {
  /** The option-code, 0 to 65535. */
  int code();

  /** Writes the body, without code and length. */
  void writeTo(OctetWriter out);
}
