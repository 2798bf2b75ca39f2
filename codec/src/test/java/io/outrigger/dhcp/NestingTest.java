package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths within lengths: bounded depth, and work in proportion to the octets. */
final class NestingTest {
  private static final int DATAGRAM = 65_527;
  private static final Solicit INNERMOST = new Solicit(7, Options.of(new RapidCommitOption()));

  @Test
  void nineRelayMessagesAreRead() {
    Message message = relayed(INNERMOST, OctetReader.MAX_RELAY_MESSAGES);
    byte[] octets = DhcpEncoder.encode(message);
    assertThat(DhcpDecoder.decode(octets, 0, octets.length)).isEqualTo(new Decoded.Ok<>(message));
  }

  @Test
  void aTenthRelayMessageIsMalformedWhereItStarts() {
    byte[] octets = DhcpEncoder.encode(relayed(INNERMOST, OctetReader.MAX_RELAY_MESSAGES + 1));
    assertThat(DhcpDecoder.decode(octets, 0, octets.length))
        .isEqualTo(
            new Decoded.Malformed<>(
                "RELAY_MSG(9)" + " > RELAY_MSG(9)".repeat(8),
                9 * 38,
                "more than 9 relay messages in each other"));
  }

  @Test
  void relayMessagesBesideEachOtherDoNotCountAsNested() {
    RelayMessageOption one = new RelayMessageOption(relayed(INNERMOST, 8));
    Message message =
        new RelayForward(
            0, Ipv6Address.UNSPECIFIED, Ipv6Address.UNSPECIFIED, Options.of(one, one, one));
    byte[] octets = DhcpEncoder.encode(message);
    assertThat(DhcpDecoder.decode(octets, 0, octets.length)).isEqualTo(new Decoded.Ok<>(message));
  }

  @Test
  void aRelayMessageOptionOutsideARelayMessageIsKeptAsBytes() {
    Bytes inner = Bytes.of(DhcpEncoder.encode(INNERMOST));
    Options options = Options.of(new UnknownOption(OptionCode.RELAY_MSG, inner));
    byte[] octets = DhcpEncoder.encode(new Solicit(1, options.with(new IaTaOption(1, options))));
    assertThat(DhcpDecoder.decode(octets, 0, octets.length))
        .isEqualTo(new Decoded.Ok<>(new Solicit(1, options.with(new IaTaOption(1, options)))));
  }

  @Test
  void whatNestsTooDeeplyIsKeptAsBytes() {
    byte[] octets = nestedAddresses();
    Message message = ok(octets);
    Options options = ((Solicit) message).options();
    for (int depth = 1; depth <= OctetReader.MAX_OPTION_DEPTH; depth++) {
      options = options.first(IaAddressOption.class).orElseThrow().options();
    }
    UnknownOption rest = (UnknownOption) options.all().getFirst();
    assertThat(rest.code()).isEqualTo(OptionCode.IAADDR);
    assertThat(rest.data().length())
        .isEqualTo(octets.length - 4 - OctetReader.MAX_OPTION_DEPTH * 28 - 4);
  }

  static Stream<Arguments> hostileDatagrams() {
    return Stream.of(
        arguments("addresses in each other", nestedAddresses()),
        arguments("IA_TA in each other, each with an empty option before", nestedWithSibling()),
        arguments("empty options", filled("01000001", "000e0000")),
        arguments("empty unknown options", filled("01000001", "f0000000")),
        arguments("IA_NA in one list", filled("01000001", "0003000c" + "00".repeat(12))),
        arguments("option requests", filled("01000001", "00060008" + "1000".repeat(4))),
        arguments("empty user classes", sized("01000001", 15, "0000")),
        arguments("root names", sized("01000001", 24, "00")),
        arguments("relay messages beside each other", relaysBesideEachOther()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileDatagrams")
  void hostileDatagramsComeBackTheSame(String name, byte[] octets) {
    assertThat(octets.length).isGreaterThan(DATAGRAM - 400);
    assertThat(DhcpEncoder.encode(ok(octets))).isEqualTo(octets);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileDatagrams")
  void hostileDatagramsAreReadWithMemoryInProportionToTheirLength(String name, byte[] octets) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ok(octets);
    long before = threads.getCurrentThreadAllocatedBytes();
    ok(octets);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(100L * octets.length);
  }

  private static Message ok(byte[] octets) {
    return ((Decoded.Ok<Message>) DhcpDecoder.decode(octets, 0, octets.length)).value();
  }

  private static Message relayed(Message inner, int times) {
    Message message = inner;
    for (int i = 0; i < times; i++) {
      message =
          new RelayForward(
              i,
              Ipv6Address.UNSPECIFIED,
              Ipv6Address.UNSPECIFIED,
              Options.of(new RelayMessageOption(message)));
    }
    return message;
  }

  private static byte[] nestedAddresses() {
    OctetWriter out = new OctetWriter();
    out.int32(0x01000001);
    for (int left = DATAGRAM - 4; left >= 28; left -= 28) {
      out.uint16(OptionCode.IAADDR);
      out.uint16((DATAGRAM - 4 - 28) / 28 * 28 + 24 - (DATAGRAM - 4 - left));
      out.bytes(Bytes.of(new byte[24]));
    }
    return out.toArray();
  }

  private static byte[] nestedWithSibling() {
    int levels = (DATAGRAM - 4) / 12;
    OctetWriter out = new OctetWriter();
    out.int32(0x01000001);
    for (int level = levels; level > 0; level--) {
      out.uint16(OptionCode.IA_TA);
      out.uint16(12 * level - 4);
      out.int32(level);
      out.int32(0x000e0000);
    }
    return out.toArray();
  }

  private static byte[] filled(String header, String item) {
    return Bytes.fromHex(header + item.repeat((DATAGRAM - header.length() / 2) * 2 / item.length()))
        .toArray();
  }

  private static byte[] sized(String header, int code, String item) {
    String body = item.repeat((DATAGRAM - 8) * 2 / item.length());
    return Bytes.fromHex(header + "%04x%04x".formatted(code, body.length() / 2) + body).toArray();
  }

  private static byte[] relaysBesideEachOther() {
    byte[] one = DhcpEncoder.encode(relayed(INNERMOST, 8));
    RelayMessageOption[] options = new RelayMessageOption[(DATAGRAM - 34) / (one.length + 4)];
    Arrays.fill(options, new RelayMessageOption(relayed(INNERMOST, 8)));
    return DhcpEncoder.encode(
        new RelayReply(0, Ipv6Address.UNSPECIFIED, Ipv6Address.UNSPECIFIED, Options.of(options)));
  }
}
