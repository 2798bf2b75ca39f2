package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientFqdnOption;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DomainName;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.StatusCode;
import io.outrigger.dhcp.StatusCodeOption;
import io.outrigger.dhcp.UnknownOption;
import org.junit.jupiter.api.Test;

/**
 * Octets worked out by hand from the drawings of RFC 8156 §5, RFC 7653 and RFC 8415, for each
 * message. Every option starts with its code and its length, two octets each.
 */
final class FailoverMessageVectorTest {
  /**
   * 2026-11-21T00:00:00Z: 9821 days of 86400 s since 2000-01-01 are 848534400 s. That is 3293 9b80:
   * 0x3293 * 65536 = 848494592, and the rest 39808 = 0x9b80.
   */
  private static final AbsoluteTime T = new AbsoluteTime(0x3293_9b80L);

  /** DUID-LL of Ethernet: type 3, hardware type 1, six octets. */
  private static final Duid CLIENT = Duid.fromHex("00030001525400123456");

  @Test
  void bndUpdOfAClientWithAnAddressAndAPrefix() {
    expect(
        """
        18 000001            # BNDUPD is 24; transaction-id 1
        32939b80             # sent-time
        002d 00db            # CLIENT_DATA 45: 14 + 8 + 14 + 97 + 86 = 219
          0001 000a          # CLIENTID: 10 octets
            0003 0001 525400123456
          0064 0004 32939b80 # LQ_BASE_TIME 100
          0081 000a          # F_RECONFIGURE_DATA 129: 4 + 6
            32939b80 0102030405aa
          0003 005d          # IA_NA: 12 + (4 + 77) = 93
            00000001         #   IAID 1
            00000708         #   T1 1800 = 7 * 256 + 8
            00000b40         #   T2 2880 = 11 * 256 + 64
            0005 004d        #   IAADDR: 24 + 5 + 6 * 8 = 77
              20010db8000000000000000000000017
              00000e10       #     preferred 3600 = 14 * 256 + 16
              00001c20       #     valid 7200 = 28 * 256 + 32
              0072 0001 01         # F_BINDING_STATUS 114: ACTIVE 1
              0085 0004 32939b80   # F_START_TIME_OF_STATE 133: now
              0086 0004 3293b7a0   # F_STATE_EXPIRATION_TIME 134: 9b80 + 1c20
              002e 0004 00000000   # CLT_TIME 46: at the base time
              007b 0004 3293bea8   # F_PARTNER_LIFETIME 123: 7200 + 1800 s on, 9b80 + 2328
              007e 0004 32939b62   # F_PARTNER_RAW_CLT_TIME 126: 30 s ago, 9b80 - 1e
              0078 0004 3293b7a0   # F_EXPIRATION_TIME 120: as the state's
          0019 0052          # IA_PD: 12 + (4 + 66) = 82
            00000002 00000708 00000b40
            001a 0042        #   IAPREFIX: 25 + 5 + 8 + 8 + 20 = 66
              00000e10 00001c20
              38             #     56
              20010db800ff12000000000000000000
              0072 0001 03         # RELEASED 3
              0085 0004 32939b80
              002e 0004 00000005   # five seconds before the base time
              0027 0010            # CLIENT_FQDN 39: 1 + 15
                01                 #   S
                06 636c69656e74    #   client
                04 74657374        #   test
                02 6970            #   ip, and no root label: a partial name
        """,
        new BndUpd(1, T, Options.of(new ClientDataOption(clientOptions()))));
  }

  private static Options clientOptions() {
    IaAddressOption address =
        new IaAddressOption(
            Ipv6Address.parse("2001:db8::17"),
            3600,
            7200,
            Options.of(
                new BindingStatusOption(BindingStatusOption.ACTIVE),
                new StartTimeOfStateOption(T),
                new StateExpirationTimeOption(T.plusSeconds(7200)),
                new CltTimeOption(0),
                new PartnerLifetimeOption(T.plusSeconds(9000)),
                new PartnerRawCltTimeOption(T.plusSeconds(-30)),
                new ExpirationTimeOption(T.plusSeconds(7200))));
    IaPrefixOption prefix =
        IaPrefixOption.of(
            Ipv6Prefix.parse("2001:db8:ff:1200::/56"),
            3600,
            7200,
            Options.of(
                new BindingStatusOption(BindingStatusOption.RELEASED),
                new StartTimeOfStateOption(T),
                new CltTimeOption(5),
                new ClientFqdnOption(
                    ClientFqdnOption.S, DomainName.parsePartial("client.test.ip"))));
    return Options.of(
        new ClientIdOption(CLIENT),
        new LqBaseTimeOption(T),
        new ReconfigureDataOption(T, Bytes.fromHex("0102030405aa")),
        new IaNaOption(1, 1800, 2880, Options.of(address)),
        new IaPdOption(2, 1800, 2880, Options.of(prefix)));
  }

  @Test
  void bndUpdOfAFreePrefix() {
    expect(
        """
        18 ffffff            # BNDUPD, the greatest transaction-id
        32939b80
        001a 0036            # IAPREFIX 26: 25 + 8 + 5 + 8 + 8 = 54
          00000000 00000000  # no client, no lifetimes
          38 20010db800ff13000000000000000000
          0064 0004 32939b80 # LQ_BASE_TIME
          0072 0001 06       # FREE-BACKUP 6
          0085 0004 32939b80 # F_START_TIME_OF_STATE
          007b 0004 00000000 # F_PARTNER_LIFETIME
        """,
        new BndUpd(
            0xffffff,
            T,
            Options.of(
                IaPrefixOption.of(
                    Ipv6Prefix.parse("2001:db8:ff:1300::/56"),
                    0,
                    0,
                    Options.of(
                        new LqBaseTimeOption(T),
                        new BindingStatusOption(BindingStatusOption.FREE_BACKUP),
                        new StartTimeOfStateOption(T),
                        new PartnerLifetimeOption(new AbsoluteTime(0)))))));
  }

  @Test
  void bndReplyThatRejectsAPrefix() {
    expect(
        """
        19 000002            # BNDREPLY 25
        32939b85             # five seconds later
        001a 0034            # IAPREFIX: 25 + 14 + 5 + 8 = 52
          00000000 00000000 38 20010db800ff12000000000000000000
          000d 000a          # STATUS_CODE: 2 + 8
            0013             #   OutdatedBindingInformation 19
            6f75746461746564 #   "outdated"
          0072 0001 06       # FREE-BACKUP, as it came
          007c 0004 3293bea8 # F_PARTNER_LIFETIME_SENT 124, as it came
        """,
        new BndReply(
            2,
            T.plusSeconds(5),
            Options.of(
                IaPrefixOption.of(
                    Ipv6Prefix.parse("2001:db8:ff:1200::/56"),
                    0,
                    0,
                    Options.of(
                        new StatusCodeOption(StatusCode.OUTDATED_BINDING_INFORMATION, "outdated"),
                        new BindingStatusOption(BindingStatusOption.FREE_BACKUP),
                        new PartnerLifetimeSentOption(T.plusSeconds(9000)))))));
  }

  @Test
  void messagesThatConsistOfTheirHeader() {
    // msg-types 26 to 30 and 35 in hexadecimal, transaction-id, sent-time
    expect("1a 000003 32939b80", new PoolReq(3, T, Options.EMPTY));
    expect("1b 000003 32939b80", new PoolResp(3, T, Options.EMPTY));
    expect("1c 000004 32939b80", new UpdReq(4, T, Options.EMPTY));
    expect("1d 000005 32939b80", new UpdReqAll(5, T, Options.EMPTY));
    expect("1e 000005 32939b80", new UpdDone(5, T, Options.EMPTY));
    expect("23 000006 32939b80", new Contact(6, T, Options.EMPTY));
    // The last second before the number starts anew.
    expect("23 000006 ffffffff", new Contact(6, new AbsoluteTime(0xffff_ffffL), Options.EMPTY));
  }

  @Test
  void connect() {
    expect(
        """
        1f 000007 32939b80   # CONNECT 31
        007f 0004 0001 0000  # F_PROTOCOL_VERSION 127: 1.0
        007a 0004 00000e10   # F_MCLT 122: 3600
        0080 0004 0000003c   # F_KEEPALIVE_TIME 128: 60
        0079 0004 0000000a   # F_MAX_UNACKED_BNDUPD 121: 10
        0082 0006 612d746f2d62 # F_RELATIONSHIP_NAME 130: "a-to-b"
        0073 0002 0001       # F_CONNECT_FLAGS 115: F is bit 15, the last one
        0011 000c            # VENDOR_OPTS 17: 4 + 4 + 4
          00007ed9           #   32473 = 7 * 4096 + 14 * 256 + 13 * 16 + 9
          0001 0004 a1b2c3d4 #   the agreement digest
        """,
        new Connect(
            7,
            T,
            Options.of(
                ProtocolVersionOption.RFC_8156,
                new McltOption(3600),
                new KeepaliveTimeOption(60),
                new MaxUnackedBndupdOption(10),
                new RelationshipNameOption("a-to-b"),
                new ConnectFlagsOption(ConnectFlagsOption.FIXED_PD_LENGTH),
                VendorAdditions.agreementDigest(Bytes.fromHex("a1b2c3d4")))));
  }

  @Test
  void connectReplyThatRefuses() {
    expect(
        """
        20 000007 32939b8a   # CONNECTREPLY 32, ten seconds later
        000d 0002 0016       # STATUS_CODE: ExcessiveTimeSkew 22, no text
        """,
        new ConnectReply(
            7,
            T.plusSeconds(10),
            Options.of(new StatusCodeOption(StatusCode.EXCESSIVE_TIME_SKEW, ""))));
  }

  @Test
  void connectReplyThatAccepts() {
    expect(
        """
        20 000007 32939b80
        007f 0004 0001 0001  # version 1.1
        007a 0004 ffffffff   # the greatest MCLT
        0080 0004 0000001e   # 30
        0079 0004 00000100   # 256
        0073 0002 0000
        """,
        new ConnectReply(
            7,
            T,
            Options.of(
                new ProtocolVersionOption(1, 1),
                new McltOption(0xffff_ffffL),
                new KeepaliveTimeOption(30),
                new MaxUnackedBndupdOption(256),
                new ConnectFlagsOption(0))));
  }

  @Test
  void disconnect() {
    expect(
        """
        21 000008 32939b80   # DISCONNECT 33
        000d 0005            # STATUS_CODE: 2 + 3
          0014 627965        #   ServerShuttingDown 20, "bye"
        """,
        new Disconnect(
            8, T, Options.of(new StatusCodeOption(StatusCode.SERVER_SHUTTING_DOWN, "bye"))));
  }

  @Test
  void stateOfAServerInPartnerDown() {
    expect(
        """
        22 000009 32939b80   # STATE 34
        0084 0001 04         # F_SERVER_STATE 132: PARTNER-DOWN 4
        0083 0001 05         # F_SERVER_FLAGS 131: A is bit 5 (4), C is bit 7 (1)
        0085 0004 32939b44   # F_START_TIME_OF_STATE: a minute ago, 9b80 - 3c
        007d 0004 32939b44   # F_PARTNER_DOWN_TIME 125
        """,
        new State(
            9,
            T,
            Options.of(
                new ServerStateOption(ServerState.PARTNER_DOWN),
                new ServerFlagsOption(
                    ServerFlagsOption.ACK_STARTUP | ServerFlagsOption.COMMUNICATED),
                new StartTimeOfStateOption(T.plusSeconds(-60)),
                new PartnerDownTimeOption(T.plusSeconds(-60)))));
  }

  @Test
  void startTlsAndItsAnswersHaveNoSentTime() {
    expect("17 00000b", new StartTls(11, Options.EMPTY)); // STARTTLS is 23
    expect("07 00000b", new StartTlsReply(11, Options.EMPTY)); // REPLY is 7
    expect(
        "07 00000b  000d 0002 000f", // STATUS_CODE: TLSConnectionRefused 15
        new StartTlsReply(
            11, Options.of(new StatusCodeOption(StatusCode.TLS_CONNECTION_REFUSED, ""))));
    expect(
        "17 00000b  0044 0001 00", // OPTION_VSS 68, which nobody here reads
        new StartTls(11, Options.of(new UnknownOption(68, Bytes.fromHex("00")))));
  }

  @Test
  void messagesOfOtherTypesAreKept() {
    expect("01 000001", new UnknownFailoverMessage(1, Bytes.fromHex("000001"))); // SOLICIT
    expect("24 010203 0405", new UnknownFailoverMessage(36, Bytes.fromHex("0102030405")));
  }

  private static void expect(String hex, FailoverMessage message) {
    byte[] octets = Hex.octets(hex);
    assertThat(FailoverDecoder.decode(octets, 0, octets.length))
        .isEqualTo(new Decoded.Ok<>(message));
    assertThat(Bytes.of(FailoverEncoder.encode(message))).isEqualTo(Bytes.of(octets));
  }
}
