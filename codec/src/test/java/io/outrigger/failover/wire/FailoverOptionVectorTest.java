package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.DomainName;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.ExtensionOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.OctetReader;
import io.outrigger.dhcp.OctetWriter;
import io.outrigger.dhcp.Options;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets worked out by hand from the drawings of the RFCs, for each option alone. */
final class FailoverOptionVectorTest {
  /** 2000-01-01T00:00:00Z and 0x01020304 seconds. */
  private static final AbsoluteTime T = new AbsoluteTime(0x0102_0304L);

  static Stream<Arguments> vectors() {
    return Stream.of(
            containers(), leasequery(), leaseTimes(), lease(), dns(), connection(), state())
        .flatMap(List::stream);
  }

  private static List<Arguments> containers() {
    return List.of(
        arguments("002d 0000", new ClientDataOption(Options.EMPTY)),
        arguments(
            """
            002d 0007        # 45: one option of 4 + 3 octets
              0001 0003 000401   # CLIENTID: DUID type 4, one octet
            """,
            new ClientDataOption(Options.of(new ClientIdOption(Duid.fromHex("000401"))))),
        arguments(
            """
            0074 001b        # 116: (4 + 6) + (4 + 7) + (4 + 2) = 27
              0075 0006 04 686f7374 00     # F_DNS_HOST_NAME "host."
              0076 0007 05 7a6f6e6531 00   # F_DNS_ZONE_NAME "zone1."
              0077 0002 0003               # F_DNS_FLAGS R and F
            """,
            new DnsRemovalInfoOption(
                Options.of(
                    new DnsHostNameOption(DomainName.parse("host")),
                    new DnsZoneNameOption(DomainName.parse("zone1")),
                    new DnsFlagsOption(
                        DnsFlagsOption.REV_UPTODATE | DnsFlagsOption.FWD_UPTODATE)))));
  }

  private static List<Arguments> leasequery() {
    return List.of(
        // 46: 300 s are 256 + 44
        arguments("002e 0004 0000012c", new CltTimeOption(300)),
        arguments(
            """
            002f 0039        # 47: 16 + 41
              20010db8000000000000000000000001   # peer-address
              0c 00                              # RELAY-FORW 12, hop-count 0
              20010db8000000000000000000000002   # link-address; with the next 34 octets
              fe800000000000000000000000000003   # peer-address
              0012 0003 657468                   # INTERFACE_ID "eth": 7 octets
            """,
            new LqRelayDataOption(
                Ipv6Address.parse("2001:db8::1"),
                Hex.bytes(
                    "0c00 20010db8000000000000000000000002 fe800000000000000000000000000003"
                        + "00120003657468"))),
        // 100
        arguments("0064 0004 01020304", new LqBaseTimeOption(T)));
  }

  private static List<Arguments> leaseTimes() {
    return List.of(
        // code, length 4, time; the codes 120, 123, 124, 126, 133, 134 in hexadecimal
        arguments("0078 0004 01020304", new ExpirationTimeOption(T)),
        arguments("007b 0004 01020304", new PartnerLifetimeOption(T)),
        arguments(
            "007c 0004 ffffffff", new PartnerLifetimeSentOption(new AbsoluteTime(0xffff_ffffL))),
        arguments("007e 0004 00000000", new PartnerRawCltTimeOption(new AbsoluteTime(0))),
        arguments("0085 0004 01020304", new StartTimeOfStateOption(T)),
        arguments("0086 0004 80000000", new StateExpirationTimeOption(new AbsoluteTime(1L << 31))));
  }

  private static List<Arguments> lease() {
    return List.of(
        // 114: one octet with the value of the table in §5.5.1
        arguments("0072 0001 01", new BindingStatusOption(BindingStatusOption.ACTIVE)),
        arguments("0072 0001 02", new BindingStatusOption(BindingStatusOption.EXPIRED)),
        arguments("0072 0001 03", new BindingStatusOption(BindingStatusOption.RELEASED)),
        arguments("0072 0001 04", new BindingStatusOption(BindingStatusOption.PENDING_FREE)),
        arguments("0072 0001 05", new BindingStatusOption(BindingStatusOption.FREE)),
        arguments("0072 0001 06", new BindingStatusOption(BindingStatusOption.FREE_BACKUP)),
        arguments("0072 0001 07", new BindingStatusOption(BindingStatusOption.ABANDONED)),
        arguments("0072 0001 08", new BindingStatusOption(BindingStatusOption.RESET)),
        arguments("0072 0001 ff", new BindingStatusOption(255)),
        // 129: 4 octets of time, 3 of key
        arguments(
            "0081 0007 01020304 aabbcc", new ReconfigureDataOption(T, Bytes.fromHex("aabbcc"))),
        arguments("0081 0004 01020304", new ReconfigureDataOption(T, Bytes.EMPTY)));
  }

  private static List<Arguments> dns() {
    return List.of(
        // 117: labels of 4 and 2 octets behind their lengths, the root label; then without it
        arguments(
            "0075 0009 04 686f7374 02 6970 00", new DnsHostNameOption(DomainName.parse("host.ip"))),
        arguments("0075 0005 04 686f7374", new DnsHostNameOption(DomainName.parsePartial("host"))),
        // 118
        arguments("0076 0006 04 74657374 00", new DnsZoneNameOption(DomainName.parse("test"))),
        // 119: bits 12 to 15 are the last four, U 8, S 4, R 2, F 1
        arguments("0077 0002 0008", new DnsFlagsOption(DnsFlagsOption.USING_REQUESTED_FQDN)),
        arguments("0077 0002 0004", new DnsFlagsOption(DnsFlagsOption.SYNTHESIZED_NAME)),
        arguments("0077 0002 0002", new DnsFlagsOption(DnsFlagsOption.REV_UPTODATE)),
        arguments("0077 0002 0001", new DnsFlagsOption(DnsFlagsOption.FWD_UPTODATE)),
        arguments("0077 0002 8000", new DnsFlagsOption(0x8000)));
  }

  private static List<Arguments> connection() {
    return List.of(
        // 115: bit 15 is the last one; one that must be zero is kept
        arguments("0073 0002 0001", new ConnectFlagsOption(ConnectFlagsOption.FIXED_PD_LENGTH)),
        arguments("0073 0002 8001", new ConnectFlagsOption(0x8001)),
        // 121, 122, 128: four octets of number
        arguments("0079 0004 00000064", new MaxUnackedBndupdOption(100)),
        arguments("007a 0004 00000708", new McltOption(1800)),
        arguments("0080 0004 0000000f", new KeepaliveTimeOption(15)),
        // 127: two numbers of two octets
        arguments("007f 0004 0001 0000", ProtocolVersionOption.RFC_8156),
        arguments("007f 0004 0203 0405", new ProtocolVersionOption(0x203, 0x405)),
        // 130: "north" and u-umlaut, the two octets c3 bc of UTF-8; perhaps nothing
        arguments("0082 0007 6e6f727468 c3bc", new RelationshipNameOption("north\u00fc")),
        arguments("0082 0000", new RelationshipNameOption("")));
  }

  private static List<Arguments> state() {
    return List.of(
        // 125
        arguments("007d 0004 01020304", new PartnerDownTimeOption(T)),
        // 131: bits 5 to 7 are the last three, A 4, S 2, C 1
        arguments("0083 0001 04", new ServerFlagsOption(ServerFlagsOption.ACK_STARTUP)),
        arguments("0083 0001 02", new ServerFlagsOption(ServerFlagsOption.STARTUP)),
        arguments("0083 0001 01", new ServerFlagsOption(ServerFlagsOption.COMMUNICATED)),
        arguments("0083 0001 87", new ServerFlagsOption(0x87)),
        // 132: the values of the table in §5.5.16, and two that are not in it
        arguments("0084 0001 01", new ServerStateOption(ServerState.STARTUP)),
        arguments("0084 0001 02", new ServerStateOption(ServerState.NORMAL)),
        arguments("0084 0001 03", new ServerStateOption(ServerState.COMMUNICATIONS_INTERRUPTED)),
        arguments("0084 0001 04", new ServerStateOption(ServerState.PARTNER_DOWN)),
        arguments("0084 0001 05", new ServerStateOption(ServerState.POTENTIAL_CONFLICT)),
        arguments("0084 0001 06", new ServerStateOption(ServerState.RECOVER)),
        arguments("0084 0001 07", new ServerStateOption(ServerState.RECOVER_WAIT)),
        arguments("0084 0001 08", new ServerStateOption(ServerState.RECOVER_DONE)),
        arguments("0084 0001 09", new ServerStateOption(ServerState.RESOLUTION_INTERRUPTED)),
        arguments("0084 0001 0a", new ServerStateOption(ServerState.CONFLICT_DONE)),
        arguments("0084 0001 00", new ServerStateOption(0)),
        arguments("0084 0001 0b", new ServerStateOption(11)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theOptionIsReadAndWritten(String hex, DhcpOption option) {
    byte[] octets = Hex.octets(hex);
    OctetReader in = OctetReader.over(FailoverOptions.RFC_8156, octets, 0, octets.length);
    assertThat(in.result(in.options())).isEqualTo(new Decoded.Ok<>(Options.of(option)));

    OctetWriter out = new OctetWriter();
    out.option(option);
    assertThat(Bytes.of(out.toArray())).isEqualTo(Bytes.of(octets));
  }

  @Test
  void everyOptionHasAVector() throws ReflectiveOperationException {
    Set<Integer> codes = new TreeSet<>();
    for (Field field : FailoverOptionCode.class.getFields()) {
      codes.add(field.getInt(null));
    }
    Set<Integer> covered =
        vectors()
            .map(vector -> (ExtensionOption) vector.get()[1])
            .map(ExtensionOption::code)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(covered).isEqualTo(codes).hasSize(25).contains(45, 46, 47, 100, 114, 134);
  }

  @Test
  void optionsAreNamedAsInTheRfc() throws ReflectiveOperationException {
    for (Field field : FailoverOptionCode.class.getFields()) {
      int code = field.getInt(null);
      assertThat(FailoverOptions.RFC_8156.nameOf(code))
          .isEqualTo(field.getName() + "(" + code + ")");
    }
  }
}
