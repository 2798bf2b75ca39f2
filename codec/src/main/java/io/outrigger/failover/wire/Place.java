package io.outrigger.failover.wire;

import static io.outrigger.dhcp.OptionCode.CLIENTID;
import static io.outrigger.dhcp.OptionCode.CLIENT_FQDN;
import static io.outrigger.dhcp.OptionCode.IAADDR;
import static io.outrigger.dhcp.OptionCode.IAPREFIX;
import static io.outrigger.dhcp.OptionCode.IA_NA;
import static io.outrigger.dhcp.OptionCode.IA_PD;
import static io.outrigger.dhcp.OptionCode.IA_TA;
import static io.outrigger.dhcp.OptionCode.STATUS_CODE;
import static io.outrigger.failover.wire.FailoverOptionCode.CLIENT_DATA;
import static io.outrigger.failover.wire.FailoverOptionCode.CLT_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_BINDING_STATUS;
import static io.outrigger.failover.wire.FailoverOptionCode.F_CONNECT_FLAGS;
import static io.outrigger.failover.wire.FailoverOptionCode.F_DNS_FLAGS;
import static io.outrigger.failover.wire.FailoverOptionCode.F_DNS_HOST_NAME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_DNS_REMOVAL_INFO;
import static io.outrigger.failover.wire.FailoverOptionCode.F_DNS_ZONE_NAME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_EXPIRATION_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_KEEPALIVE_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_MAX_UNACKED_BNDUPD;
import static io.outrigger.failover.wire.FailoverOptionCode.F_MCLT;
import static io.outrigger.failover.wire.FailoverOptionCode.F_PARTNER_DOWN_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_PARTNER_LIFETIME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_PARTNER_LIFETIME_SENT;
import static io.outrigger.failover.wire.FailoverOptionCode.F_PARTNER_RAW_CLT_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_PROTOCOL_VERSION;
import static io.outrigger.failover.wire.FailoverOptionCode.F_RECONFIGURE_DATA;
import static io.outrigger.failover.wire.FailoverOptionCode.F_RELATIONSHIP_NAME;
import static io.outrigger.failover.wire.FailoverOptionCode.F_SERVER_FLAGS;
import static io.outrigger.failover.wire.FailoverOptionCode.F_SERVER_STATE;
import static io.outrigger.failover.wire.FailoverOptionCode.F_START_TIME_OF_STATE;
import static io.outrigger.failover.wire.FailoverOptionCode.F_STATE_EXPIRATION_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.LQ_BASE_TIME;
import static io.outrigger.failover.wire.FailoverOptionCode.LQ_RELAY_DATA;

import java.util.Set;

/** Where options stand in a failover message, and which ones have a meaning there. */
enum Place {
  /** RFC 8156 §7.4. */
  BNDUPD(CLIENT_DATA, IAPREFIX),
  /** RFC 8156 §7.6. */
  BNDREPLY(CLIENT_DATA, IAPREFIX, STATUS_CODE),
  /** RFC 8156 §6.1.1. */
  CONNECT(
      F_PROTOCOL_VERSION,
      F_MCLT,
      F_KEEPALIVE_TIME,
      F_MAX_UNACKED_BNDUPD,
      F_RELATIONSHIP_NAME,
      F_CONNECT_FLAGS),
  /** RFC 8156 §6.1.2; the name is not asked for there, but says nothing wrong. */
  CONNECTREPLY(
      F_PROTOCOL_VERSION,
      F_MCLT,
      F_KEEPALIVE_TIME,
      F_MAX_UNACKED_BNDUPD,
      F_RELATIONSHIP_NAME,
      F_CONNECT_FLAGS,
      STATUS_CODE),
  /** RFC 8156 §6.3. */
  STATE(F_SERVER_STATE, F_SERVER_FLAGS, F_START_TIME_OF_STATE, F_PARTNER_DOWN_TIME),
  /** DISCONNECT (RFC 8156 §5.3.10) and the answer to STARTTLS (RFC 7653 §9.1). */
  STATUS_ONLY(STATUS_CODE),
  NOTHING,

  /** RFC 8156 §7.4 and §7.6; CLT_TIME where RFC 5007 §4.1.2.3 has it. */
  IN_CLIENT_DATA(
      CLIENTID,
      LQ_BASE_TIME,
      CLT_TIME,
      LQ_RELAY_DATA,
      F_RECONFIGURE_DATA,
      IA_NA,
      IA_TA,
      IA_PD,
      STATUS_CODE),
  /** IA_NA and IA_TA; the time where RFC 8156 §5.5.17 has it, the status where §7.7 has it. */
  IN_ADDRESS_IA(IAADDR, F_START_TIME_OF_STATE, STATUS_CODE),
  IN_PREFIX_IA(IAPREFIX, F_START_TIME_OF_STATE, STATUS_CODE),
  /** IAADDR and IAPREFIX of a client; DNS information beside the name it is about. */
  IN_LEASE(
      F_BINDING_STATUS,
      F_START_TIME_OF_STATE,
      F_STATE_EXPIRATION_TIME,
      CLT_TIME,
      F_PARTNER_LIFETIME,
      F_PARTNER_LIFETIME_SENT,
      F_PARTNER_RAW_CLT_TIME,
      F_EXPIRATION_TIME,
      CLIENT_FQDN,
      F_DNS_REMOVAL_INFO,
      STATUS_CODE),
  /** IAPREFIX of no client. */
  IN_FREE_LEASE(
      LQ_BASE_TIME,
      F_BINDING_STATUS,
      F_START_TIME_OF_STATE,
      F_STATE_EXPIRATION_TIME,
      F_PARTNER_LIFETIME,
      F_PARTNER_LIFETIME_SENT,
      F_EXPIRATION_TIME,
      STATUS_CODE),
  /** RFC 8156 §5.5.3. */
  IN_DNS_REMOVAL_INFO(F_DNS_HOST_NAME, F_DNS_ZONE_NAME, F_DNS_FLAGS);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes
  private final Set<Integer> codes;

  Place(Integer... codes) {
    this.codes = Set.of(codes);
  }

  Set<Integer> codes() {
    return codes;
  }
}
