package io.outrigger.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.binding.BindingReply.LeaseReply;
import io.outrigger.binding.BindingReply.Rejection;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.lease.BindingStatus;
import io.outrigger.lease.Judgement;
import io.outrigger.lease.Lease;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.lease.ReceivedLease;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Octets worked out by hand from RFC 8156 §5.5, §7.4 and §7.6. */
class BindingVectorTest {
  /**
   * 2026-11-21T00:00:00Z: 946684800 s (the year 2000) and 9821 days of 86400 s, which are 848534400
   * s, on the wire 3293 9b80.
   */
  private static final long T = 946_684_800L + 848_534_400L;

  private static final LifetimePolicy POLICY = new LifetimePolicy(3600, 7200, 1800, 2880);
  private static final Duid CLIENT = Duid.fromHex("00030001525400123456");
  private static final Ipv6Prefix ADDRESS = Ipv6Prefix.parse("2001:db8::17");
  private static final Ipv6Prefix PREFIX = Ipv6Prefix.parse("2001:db8:ff12::/56");

  /** The peer address and a Relay-forward without a payload: type 12, hops, link, peer. */
  private static final Bytes RELAY_DATA =
      Wire.hex(
          """
          fe800000000000000000000000000001
          0c 00 20010db8000100000000000000000001 fe800000000000000000000000000009
          """);

  private static final Bytes CLIENT_NAME = Wire.hex("01 06 636c69656e74 04 74657374 02 6970");

  private static final Lease ACTIVE =
      new Lease(
          ADDRESS,
          BindingStatus.ACTIVE,
          T - 60,
          CLIENT,
          1,
          3600,
          7200,
          T + 7200,
          T - 5,
          T + 9000,
          T + 8000,
          T + 7200,
          T - 30,
          true,
          RELAY_DATA,
          CLIENT_NAME);

  private static final Lease FREE_BACKUP =
      new Lease(
          PREFIX,
          BindingStatus.FREE_BACKUP,
          T - 1,
          CLIENT,
          2,
          0,
          0,
          0,
          T - 900,
          T + 1,
          0,
          0,
          T - 800,
          true,
          RELAY_DATA,
          null);

  private static final Bytes ACTIVE_UPDATE =
      Wire.hex(
          """
          18 000001            # BNDUPD is 24; transaction-id 1
          32939b80             # sent-time
          002d 00c1            # CLIENT_DATA 45: 14 + 8 + 54 + 117 = 193
            0001 000a          # CLIENTID
              0003 0001 525400123456
            0064 0004 32939b80 # LQ_BASE_TIME 100
            002f 0032          # LQ_RELAY_DATA 47: 16 + 34 = 50
              fe800000000000000000000000000001
              0c 00 20010db8000100000000000000000001 fe800000000000000000000000000009
            0003 0071          # IA_NA: 12 + (4 + 97) = 113
              00000001         #   IAID 1
              00000708         #   T1 1800
              00000b40         #   T2 2880
              0005 0061        #   IAADDR: 24 + 5 + 6 * 8 + 20 = 97
                20010db8000000000000000000000017
                00000e10       #     preferred 3600
                00001c20       #     valid 7200
                0072 0001 01         # F_BINDING_STATUS 114: ACTIVE 1
                0085 0004 32939b44   # F_START_TIME_OF_STATE 133: 60 s ago, 9b80 - 3c
                0086 0004 3293b7a0   # F_STATE_EXPIRATION_TIME 134: 9b80 + 1c20
                002e 0004 00000005   # CLT_TIME 46: 5 s before the base time
                007b 0004 3293bea8   # F_PARTNER_LIFETIME 123: 9b80 + 2328
                007e 0004 32939b62   # F_PARTNER_RAW_CLT_TIME 126: 30 s ago, 9b80 - 1e
                0078 0004 3293b7a0   # F_EXPIRATION_TIME 120
                0027 0010            # CLIENT_FQDN 39
                  01 06 636c69656e74 04 74657374 02 6970
          """);

  private static final Bytes FREE_BACKUP_UPDATE =
      Wire.hex(
          """
          18 00000a 32939b80   # BNDUPD 10
          001a 002e            # IAPREFIX 26: 25 + 8 + 5 + 8 = 46
            00000000 00000000  #   no lifetimes
            38                 #   56
            20010db8ff1200000000000000000000
            0064 0004 32939b80 # LQ_BASE_TIME
            0072 0001 06       # F_BINDING_STATUS: FREE-BACKUP 6
            0085 0004 32939b7f # F_START_TIME_OF_STATE: a second ago
          """);

  @Test
  void updateOfAnActiveAddress() {
    assertThat(Wire.octets(BindingWriter.update(1, ACTIVE, POLICY, T))).isEqualTo(ACTIVE_UPDATE);
    ReceivedLease lease =
        new ReceivedLease(
            ADDRESS,
            BindingStatus.ACTIVE,
            CLIENT,
            1,
            3600,
            7200,
            T - 60,
            T + 7200,
            T - 5,
            T + 9000,
            T - 30,
            T + 7200,
            RELAY_DATA,
            CLIENT_NAME,
            0);
    assertThat(BindingReader.read(Wire.update(ACTIVE_UPDATE), T + 1, 0))
        .isEqualTo(new ReceivedBinding.Update(List.of(lease), false));
  }

  @Test
  void updateOfAFreeBackupPrefix() {
    assertThat(Wire.octets(BindingWriter.update(10, FREE_BACKUP, POLICY, T)))
        .isEqualTo(FREE_BACKUP_UPDATE);
    ReceivedLease lease =
        new ReceivedLease(
            PREFIX, BindingStatus.FREE_BACKUP, null, 0, 0, 0, T - 1, 0, 0, 0, 0, 0, null, null, 0);
    assertThat(BindingReader.read(Wire.update(FREE_BACKUP_UPDATE), T + 1, 0))
        .isEqualTo(new ReceivedBinding.Update(List.of(lease), false));
  }

  /** The reply to {@code update} is {@code expected} octet by octet, and reads as {@code read}. */
  private static void expectReply(
      Bytes update, Judgement judgement, String expected, BindingReply read) {
    BndUpd message = Wire.update(update);
    Map<Ipv6Prefix, Judgement> judgements = Map.of(ADDRESS, judgement, PREFIX, judgement);
    assertThat(Wire.octets(ReplyWriter.reply(message, judgements, T + 2)))
        .isEqualTo(Wire.hex(expected));
    assertThat(ReplyReader.read(Wire.reply(Wire.hex(expected)), T + 3)).isEqualTo(read);
  }

  @Test
  void replyThatAcceptsAnAddress() {
    expectReply(
        ACTIVE_UPDATE,
        Judgement.ACCEPTED,
        """
        19 000001 32939b82   # BNDREPLY is 25, to transaction-id 1
        002d 004f            # CLIENT_DATA: 14 + 65 = 79
          0001 000a 0003 0001 525400123456
          0003 003d          # IA_NA: 12 + (4 + 45) = 61
            00000001 00000000 00000000
            0005 002d        #   IAADDR: 24 + 5 + 8 + 8 = 45
              20010db8000000000000000000000017 00000e10 00001c20
              0072 0001 01
              0086 0004 3293b7a0   # F_STATE_EXPIRATION_TIME as received
              007c 0004 3293bea8   # F_PARTNER_LIFETIME_SENT 124: as received in 123
        """,
        new BindingReply(1, null, List.of(new LeaseReply(ADDRESS, null, T + 9000))));
  }

  @Test
  void replyThatAcceptsAPrefix() {
    expectReply(
        FREE_BACKUP_UPDATE,
        Judgement.ACCEPTED,
        """
        19 00000a 32939b82
        001a 001e            # IAPREFIX: 25 + 5 = 30
          00000000 00000000 38 20010db8ff1200000000000000000000
          0072 0001 06
        """,
        new BindingReply(10, null, List.of(new LeaseReply(PREFIX, null, 0))));
  }

  @Test
  void rejectionOfOneLease() {
    Rejection inUse = new Rejection(StatusCode.ADDRESS_IN_USE, "taken");
    expectReply(
        ACTIVE_UPDATE,
        new Judgement.Rejected(StatusCode.ADDRESS_IN_USE, "taken"),
        """
        19 000001 32939b82
        002d 005a            # CLIENT_DATA: 14 + 76 = 90
          0001 000a 0003 0001 525400123456
          0003 0048          # IA_NA: 12 + (4 + 56) = 72
            00000001 00000000 00000000
            0005 0038        #   IAADDR: 24 + 11 + 5 + 8 + 8 = 56
              20010db8000000000000000000000017 00000e10 00001c20
              000d 0007 0010 74616b656e   # STATUS_CODE 13: AddressInUse 16, "taken"
              0072 0001 01
              0086 0004 3293b7a0
              007c 0004 3293bea8
        """,
        new BindingReply(1, null, List.of(new LeaseReply(ADDRESS, inUse, T + 9000))));
  }

  @Test
  void rejectionOfAPrefixIsOfTheWholeUpdate() {
    Rejection outdated = new Rejection(StatusCode.OUTDATED_BINDING_INFORMATION, "old");
    expectReply(
        FREE_BACKUP_UPDATE,
        new Judgement.Rejected(StatusCode.OUTDATED_BINDING_INFORMATION, "old"),
        """
        19 00000a 32939b82
        001a 0027            # IAPREFIX: 25 + 9 + 5 = 39
          00000000 00000000 38 20010db8ff1200000000000000000000
          000d 0005 0013 6f6c64         # OutdatedBindingInformation 19, "old"
          0072 0001 06
        """,
        new BindingReply(10, outdated, List.of(new LeaseReply(PREFIX, outdated, 0))));
  }

  private static void expectRejection(
      Bytes update, StatusCode status, String expected, BindingReply read) {
    assertThat(Wire.octets(ReplyWriter.rejection(Wire.update(update), status, "no", T)))
        .isEqualTo(Wire.hex(expected));
    assertThat(ReplyReader.read(Wire.reply(Wire.hex(expected)), T)).isEqualTo(read);
  }

  @Test
  void rejectionOfTheClientDataRejectsItsLeases() {
    Rejection conflict = new Rejection(StatusCode.CONFIGURATION_CONFLICT, "no");
    expectRejection(
        ACTIVE_UPDATE,
        StatusCode.CONFIGURATION_CONFLICT,
        """
        19 000001 32939b80
        002d 0057            # CLIENT_DATA: 14 + 8 + 65 = 87
          0001 000a 0003 0001 525400123456
          000d 0004 0011 6e6f           # ConfigurationConflict 17, "no"
          0003 003d
            00000001 00000000 00000000
            0005 002d
              20010db8000000000000000000000017 00000e10 00001c20
              0072 0001 01
              0086 0004 3293b7a0
              007c 0004 3293bea8
        """,
        new BindingReply(1, conflict, List.of(new LeaseReply(ADDRESS, conflict, T + 9000))));
  }

  @Test
  void rejectionOfAnEmptyUpdateStandsInTheMessage() {
    expectRejection(
        Wire.hex("18 000007 32939b80"),
        StatusCode.MISSING_BINDING_INFORMATION,
        "19 000007 32939b80 000d 0004 0012 6e6f",
        new BindingReply(
            7, new Rejection(StatusCode.MISSING_BINDING_INFORMATION, "no"), List.of()));
  }

  /** Nothing here writes it, but a partner may (RFC 8156 §7.7); the other IA is not concerned. */
  @Test
  void rejectionOfOneAssociation() {
    Rejection conflict = new Rejection(StatusCode.CONFIGURATION_CONFLICT, "");
    assertThat(
            ReplyReader.read(
                Wire.reply(
                    Wire.hex(
                        """
                        19 000001 32939b80
                        002d 0079            # CLIENT_DATA: 14 + (4 + 46) + (4 + 53) = 121
                          0001 000a 0003 0001 525400123456
                          0003 002e          # IA_NA: 12 + 6 + 28 = 46
                            00000001 00000000 00000000
                            000d 0002 0011   # ConfigurationConflict
                            0005 0018 20010db8000000000000000000000017 00000e10 00001c20
                          0019 0035          # IA_PD: 12 + 12 + 29 = 53
                            00000001 00000000 00000000
                            000d 0008 0000 766572792e2e  # Success says nothing
                            001a 0019
                              00000e10 00001c20 38 20010db8ff1200000000000000000000
                        """)),
                T))
        .isEqualTo(
            new BindingReply(
                1,
                null,
                List.of(new LeaseReply(ADDRESS, conflict, 0), new LeaseReply(PREFIX, null, 0))));
  }
}
