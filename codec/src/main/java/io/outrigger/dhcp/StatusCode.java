package io.outrigger.dhcp;

/**
 * A status code (RFC 8415 §21.13, and RFC 8156 §5.6 between failover partners); codes without a
 * constant here are kept too.
 *
 * @param value 0 to 65535
 */
public record StatusCode(int value) {
  public static final StatusCode SUCCESS = new StatusCode(0);
  public static final StatusCode UNSPEC_FAIL = new StatusCode(1);
  public static final StatusCode NO_ADDRS_AVAIL = new StatusCode(2);
  public static final StatusCode NO_BINDING = new StatusCode(3);
  public static final StatusCode NOT_ON_LINK = new StatusCode(4);
  public static final StatusCode USE_MULTICAST = new StatusCode(5);
  public static final StatusCode NO_PREFIX_AVAIL = new StatusCode(6);

  /** Of the version of a failover partner (RFC 7653 §9.2, RFC 8156 §6.1.2). */
  public static final StatusCode NOT_SUPPORTED = new StatusCode(14);

  /** The answer to STARTTLS where there is no TLS (RFC 7653 §9.1). */
  public static final StatusCode TLS_CONNECTION_REFUSED = new StatusCode(15);

  /** The lease is another client's, or of another IAID. */
  public static final StatusCode ADDRESS_IN_USE = new StatusCode(16);

  /** The lease contradicts the receiver's configuration. */
  public static final StatusCode CONFIGURATION_CONFLICT = new StatusCode(17);

  /** The BNDUPD lacks what it takes to process it. */
  public static final StatusCode MISSING_BINDING_INFORMATION = new StatusCode(18);

  /** The receiver of the BNDUPD knows better. */
  public static final StatusCode OUTDATED_BINDING_INFORMATION = new StatusCode(19);

  /** A planned end of the server. */
  public static final StatusCode SERVER_SHUTTING_DOWN = new StatusCode(20);

  /** The BNDUPD has DNS update information, for a server that makes no DNS updates. */
  public static final StatusCode DNS_UPDATE_NOT_SUPPORTED = new StatusCode(21);

  /** The clocks of the partners differ by more than 5 seconds. */
  public static final StatusCode EXCESSIVE_TIME_SKEW = new StatusCode(22);

  private static final String[] NAMES = {
    "Success",
    "UnspecFail",
    "NoAddrsAvail",
    "NoBinding",
    "NotOnLink",
    "UseMulticast",
    "NoPrefixAvail",
    "UnknownQueryType",
    "MalformedQuery",
    "NotConfigured",
    "NotAllowed",
    "QueryTerminated",
    "DataMissing",
    "CatchUpComplete",
    "NotSupported",
    "TLSConnectionRefused",
    "AddressInUse",
    "ConfigurationConflict",
    "MissingBindingInformation",
    "OutdatedBindingInformation",
    "ServerShuttingDown",
    "DNSUpdateNotSupported",
    "ExcessiveTimeSkew"
  };

  /**
   * @throws IllegalArgumentException if {@code value} is not 0 to 65535
   */
  public StatusCode {
    Ranges.uint16("status-code", value);
  }

  /** The name of the RFC with the number, as in {@code NoBinding(3)}. */
  @Override
  public String toString() {
    return (value < NAMES.length ? NAMES[value] : "status") + "(" + value + ")";
  }
}
