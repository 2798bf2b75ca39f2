package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Octets worked out by hand from the drawings of the RFCs. */
final class GoldenVectorTest {
  private static final Duid CLIENT = Duid.fromHex("000100012c3a5b10525400123456");
  private static final Duid SERVER = Duid.fromHex("00030001020000000001");

  private static final String SOLICIT =
      """
      01 10f3a2
      0001 000e 0001 0001 2c3a5b10 525400123456
      0006 0006 0017 0018 0052
      0008 0002 0064
      000e 0000
      0003 000c 00000001 00000000 00000000
      0019 0029 00000002 00000e10 00001518
        001a 0019 00000000 ffffffff 38 20010db800ff00000000000000000000
      """;

  private static Solicit solicit() {
    return new Solicit(
        0x10f3a2,
        Options.of(
            new ClientIdOption(CLIENT),
            OptionRequestOption.of(23, 24, 82),
            new ElapsedTimeOption(100),
            new RapidCommitOption(),
            new IaNaOption(1, 0, 0, Options.EMPTY),
            new IaPdOption(
                2,
                3600,
                5400,
                Options.of(
                    IaPrefixOption.of(
                        Ipv6Prefix.parse("2001:db8:ff::/56"),
                        0,
                        Ranges.MAX_UINT32,
                        Options.EMPTY)))));
  }

  @Test
  void solicitForAnAddressAndAPrefix() {
    expect(SOLICIT, solicit());
  }

  @Test
  void relayForwardOfASolicit() {
    expect(
        """
        0c 01
        20010db8000100000000000000000001
        fe80000000000000505400fffe123456
        0012 0004 65746830
        0025 0006 00000009 0a0b
        004f 0008 0001 525400123456
        0009 0067
        """
            + SOLICIT,
        new RelayForward(
            1,
            Ipv6Address.parse("2001:db8:1::1"),
            Ipv6Address.parse("fe80::5054:ff:fe12:3456"),
            Options.of(
                new InterfaceIdOption(Bytes.of("eth0".getBytes(StandardCharsets.US_ASCII))),
                new RemoteIdOption(9, Bytes.fromHex("0a0b")),
                new ClientLinkLayerAddressOption(1, Bytes.fromHex("525400123456")),
                new RelayMessageOption(solicit()))));
  }

  @Test
  void replyWithAnAddressAndARefusedPrefix() {
    expect(
        """
        07 abcdef
        0002 000a 0003 0001 020000000001
        0001 000e 0001 0001 2c3a5b10 525400123456
        0007 0001 ff
        0003 0028 00000001 00000708 00000b40
          0005 0018 20010db8000100000000000000000abc 00000e10 00001c20
        0019 001b 00000002 00000000 00000000
          000d 000b 0006 6e6f6e65206c656674
        0017 0010 20010db8000000000000000000000053
        0018 0015 076578616d706c6503636f6d00 036c616e026d6500
        """,
        new Reply(
            0xabcdef,
            Options.of(
                new ServerIdOption(SERVER),
                new ClientIdOption(CLIENT),
                new PreferenceOption(255),
                new IaNaOption(
                    1,
                    1800,
                    2880,
                    Options.of(
                        new IaAddressOption(
                            Ipv6Address.parse("2001:db8:1::abc"), 3600, 7200, Options.EMPTY))),
                new IaPdOption(
                    2,
                    0,
                    0,
                    Options.of(new StatusCodeOption(StatusCode.NO_PREFIX_AVAIL, "none left"))),
                new DnsServersOption(List.of(Ipv6Address.parse("2001:db8::53"))),
                new DomainSearchOption(
                    List.of(DomainName.parse("example.com"), DomainName.parse("lan.me"))))));
  }

  @Test
  void optionsOfTheRemainingShapes() {
    expect(
        """
        0b 000001
        0010 000b 000001b2 0005 6d6f64656d
        0011 000e 000001b2 0001 0002 cafe 0002 0000
        000f 0007 0003 616263 0000
        0027 0006 01 0468 6f7374
        0038 0014 0001 0010 20010db8000000000000000000000123
        000b 000d 03 01 00 0000000000000007 01 aa
        0020 0004 00015180
        0043 0002 39 80
        ffde 0003 010203
        """,
        new InformationRequest(
            1,
            Options.of(
                new VendorClassOption(434, List.of(Bytes.fromHex("6d6f64656d"))),
                new VendorOptsOption(
                    434,
                    List.of(
                        new VendorOptsOption.VendorOption(1, Bytes.fromHex("cafe")),
                        new VendorOptsOption.VendorOption(2, Bytes.EMPTY))),
                new UserClassOption(List.of(Bytes.fromHex("616263"), Bytes.EMPTY)),
                new ClientFqdnOption(ClientFqdnOption.S, DomainName.parsePartial("host")),
                new NtpServerOption(
                    List.of(new NtpTimeSource.ServerAddress(Ipv6Address.parse("2001:db8::123")))),
                new AuthenticationOption(3, 1, 0, 7, Bytes.fromHex("01aa")),
                new InformationRefreshTimeOption(86_400),
                new PdExcludeOption(57, Bytes.fromHex("80")),
                new UnknownOption(0xffde, Bytes.fromHex("010203")))));
  }

  private static void expect(String hex, Message message) {
    byte[] octets = Bytes.fromHex(hex.replaceAll("\\s", "")).toArray();
    assertThat(DhcpDecoder.decode(octets, 0, octets.length)).isEqualTo(new Decoded.Ok<>(message));
    assertThat(Bytes.of(DhcpEncoder.encode(message))).isEqualTo(Bytes.of(octets));
  }
}
