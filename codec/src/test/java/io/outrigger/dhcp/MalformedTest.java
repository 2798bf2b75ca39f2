package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MalformedTest {
  /** A Solicit up to its options: the first option starts at offset 4. */
  private static final String HEADER = "01000001";

  private static final String RELAY = "0c00" + "00".repeat(32);
  private static final String ADDRESS = "20010db8000000000000000000000001";

  /** Each option with a body that is too short, and where its missing or wrong field is. */
  static Stream<Arguments> shortBodies() {
    return Stream.of(
        arguments("CLIENTID(1)", 1, "0001", 0),
        arguments("CLIENTID(1)", 1, "", 0),
        arguments("SERVERID(2)", 2, "0001", 0),
        arguments("IA_NA(3)", 3, "00000001" + "00000000" + "0000", 8),
        arguments("IA_NA(3)", 3, "", 0),
        arguments("IA_TA(4)", 4, "000000", 0),
        arguments("IAADDR(5)", 5, ADDRESS + "00000000" + "000000", 20),
        arguments("IAADDR(5)", 5, ADDRESS.substring(2), 0),
        arguments("ORO(6)", 6, "001700", 2),
        arguments("PREFERENCE(7)", 7, "", 0),
        arguments("ELAPSED_TIME(8)", 8, "00", 0),
        arguments("AUTH(11)", 11, "030100" + "00000000000000", 3),
        arguments("UNICAST(12)", 12, ADDRESS.substring(2), 0),
        arguments("STATUS_CODE(13)", 13, "00", 0),
        arguments("USER_CLASS(15)", 15, "0001aa" + "0003bbcc", 5),
        arguments("USER_CLASS(15)", 15, "00", 0),
        arguments("VENDOR_CLASS(16)", 16, "000001", 0),
        arguments("VENDOR_CLASS(16)", 16, "00000001" + "0002aa", 6),
        arguments("VENDOR_OPTS(17)", 17, "000001", 0),
        arguments("VENDOR_OPTS(17)", 17, "00000001" + "00010002aa", 8),
        arguments("VENDOR_OPTS(17)", 17, "00000001" + "0001", 6),
        arguments("RECONF_MSG(19)", 19, "", 0),
        arguments("DNS_SERVERS(23)", 23, ADDRESS + "2001", 16),
        arguments("DOMAIN_LIST(24)", 24, "0161" + "00" + "0162", 3),
        arguments("DOMAIN_LIST(24)", 24, "0361" + "00", 0),
        arguments("IA_PD(25)", 25, "00000001" + "00", 4),
        arguments("IAPREFIX(26)", 26, "00000000" + "00000000" + "40" + "2001", 9),
        arguments("SNTP_SERVERS(31)", 31, "00", 0),
        arguments("INFORMATION_REFRESH_TIME(32)", 32, "000000", 0),
        arguments("REMOTE_ID(37)", 37, "000009", 0),
        arguments("CLIENT_FQDN(39)", 39, "", 0),
        arguments("CLIENT_FQDN(39)", 39, "00" + "0261", 1),
        arguments("RELAY_ID(53)", 53, "0003", 0),
        arguments("NTP_SERVER(56)", 56, "0001", 2),
        arguments("NTP_SERVER(56)", 56, "00010010" + "2001", 4),
        arguments("NTP_SERVER(56)", 56, "00020004" + "20010db8", 4),
        arguments("NTP_SERVER(56)", 56, "00030002" + "0161", 4),
        arguments("BOOTFILE_PARAM(60)", 60, "0002aa", 2),
        arguments("PD_EXCLUDE(67)", 67, "", 0),
        arguments("PD_EXCLUDE(67)", 67, "40", 1),
        arguments("CLIENT_LINKLAYER_ADDR(79)", 79, "00", 0),
        arguments("SOL_MAX_RT(82)", 82, "0000", 0),
        arguments("INF_MAX_RT(83)", 83, "0000", 0));
  }

  @ParameterizedTest
  @MethodSource("shortBodies")
  void aBodyThatIsTooShortIsNamed(String where, int code, String body, int offset) {
    expect(HEADER + option(code, body), where, 8 + offset);
    expect(
        HEADER + option(14, "") + option(3, "00".repeat(12) + option(code, body)),
        "IA_NA(3) > " + where,
        28 + offset);
    expect(RELAY + option(9, HEADER + option(code, body)), "RELAY_MSG(9) > " + where, 46 + offset);
  }

  /** Each option with a fixed end, with one octet behind it; others with a field out of range. */
  static Stream<Arguments> wrongBodies() {
    return Stream.of(
        arguments("CLIENTID(1)", 1, "00".repeat(131), 0),
        arguments("PREFERENCE(7)", 7, "0000", 1),
        arguments("ELAPSED_TIME(8)", 8, "000000", 2),
        arguments("UNICAST(12)", 12, ADDRESS + "00", 16),
        arguments("RAPID_COMMIT(14)", 14, "00", 0),
        arguments("RECONF_MSG(19)", 19, "0500", 1),
        arguments("RECONF_ACCEPT(20)", 20, "00", 0),
        arguments("DOMAIN_LIST(24)", 24, "0161" + "c000", 2),
        arguments("DOMAIN_LIST(24)", 24, "40" + "61".repeat(64) + "00", 0),
        arguments("DOMAIN_LIST(24)", 24, ("3f" + "61".repeat(63)).repeat(4) + "00", 192),
        arguments("IAPREFIX(26)", 26, "00".repeat(8) + "81" + ADDRESS, 8),
        arguments("INFORMATION_REFRESH_TIME(32)", 32, "0000000000", 4),
        arguments("CLIENT_FQDN(39)", 39, "00" + "016100" + "00", 4),
        arguments("NTP_SERVER(56)", 56, "00010011" + ADDRESS + "00", 20),
        arguments("NTP_SERVER(56)", 56, "00030004" + "016100" + "00", 7),
        arguments("PD_EXCLUDE(67)", 67, "81" + "80", 0),
        arguments("PD_EXCLUDE(67)", 67, "40" + "00".repeat(17), 1),
        arguments("SOL_MAX_RT(82)", 82, "0000000000", 4),
        arguments("INF_MAX_RT(83)", 83, "0000000000", 4));
  }

  @ParameterizedTest
  @MethodSource("wrongBodies")
  void aBodyThatIsTooLongOrOutOfRangeIsNamed(String where, int code, String body, int offset) {
    expect(HEADER + option(code, body), where, 8 + offset);
  }

  static Stream<Arguments> overruns() {
    String address = option(5, ADDRESS + "00".repeat(8));
    String tooFar = "0005" + "0019" + ADDRESS + "00".repeat(8);
    return Stream.of(
        arguments(HEADER + "0001000400", "CLIENTID(1)", 4),
        arguments(HEADER + "ffff0001", "OPTION(65535)", 4),
        arguments(HEADER + "ffff00", "message", 4),
        arguments(HEADER + option(3, "00".repeat(12) + tooFar), "IA_NA(3) > IAADDR(5)", 20),
        arguments(
            HEADER + option(3, "00".repeat(12) + tooFar) + option(14, ""),
            "IA_NA(3) > IAADDR(5)",
            20),
        arguments(HEADER + option(3, "00".repeat(12) + address + "000d"), "IA_NA(3)", 48),
        arguments(
            HEADER + option(3, "00".repeat(12) + option(5, ADDRESS + "00".repeat(8) + "000d0002")),
            "IA_NA(3) > IAADDR(5) > STATUS_CODE(13)",
            48),
        arguments(
            RELAY + option(9, RELAY + option(9, HEADER + "00080002")),
            "RELAY_MSG(9) > RELAY_MSG(9) > ELAPSED_TIME(8)",
            80));
  }

  @ParameterizedTest
  @MethodSource("overruns")
  void anOptionThatLeavesItsContainerIsNamed(String datagram, String where, int offset) {
    expect(datagram, where, offset);
  }

  @Test
  void aMessageWithoutItsHeaderIsNamed() {
    expect("", "message", 0);
    expect("01", "message", 1);
    expect("010000", "message", 1);
    expect("0c", "message", 1);
    expect("0c00", "message", 2);
    expect(RELAY.substring(0, 66), "message", 18);
    expect(RELAY + option(9, ""), "RELAY_MSG(9)", 38);
    expect(RELAY + option(9, "0100"), "RELAY_MSG(9)", 39);
  }

  @Test
  void offsetsCountFromTheStartOfTheDatagram() {
    byte[] octets = Bytes.fromHex("ffffff" + HEADER + "0008000100" + "ff").toArray();
    assertThat(DhcpDecoder.decode(octets, 3, 9))
        .isEqualTo(
            new Decoded.Malformed<>("ELAPSED_TIME(8)", 8, "1 octets left where 2 are needed"));
  }

  @Test
  void theFaultReadsAsOneLine() {
    assertThat(decode(HEADER + option(3, "00".repeat(12) + option(8, "00"))))
        .hasToString("IA_NA(3) > ELAPSED_TIME(8) at offset 24: 1 octets left where 2 are needed");
  }

  @Test
  void noTruncationOfAValidMessageThrows() {
    for (long seed = 0; seed < 500; seed++) {
      byte[] octets = DhcpEncoder.encode(DhcpGenerators.message(new SplittableRandom(seed)));
      for (int length = 0; length < octets.length; length++) {
        byte[] cut = Arrays.copyOf(octets, length);
        switch (DhcpDecoder.decode(octets, 0, length)) {
          case Decoded.Ok<Message> ok ->
              assertThat(DhcpEncoder.encode(ok.value())).as("seed %d", seed).isEqualTo(cut);
          case Decoded.Malformed<Message> bad ->
              assertThat(bad.offset()).as("seed %d", seed).isBetween(0, length);
        }
      }
    }
  }

  @Test
  void octetsAtRandomNeverThrow() {
    for (long seed = 0; seed < 20_000; seed++) {
      byte[] octets = DhcpGenerators.bytes(new SplittableRandom(seed), 0, 200).toArray();
      assertThat(DhcpDecoder.decode(octets, 0, octets.length)).as("seed %d", seed).isNotNull();
    }
  }

  private static void expect(String datagram, String where, int offset) {
    assertThat(decode(datagram))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            bad -> {
              assertThat(bad.where()).isEqualTo(where);
              assertThat(bad.offset()).as(bad.toString()).isEqualTo(offset);
            });
  }

  private static Decoded<Message> decode(String hex) {
    byte[] octets = Bytes.fromHex(hex).toArray();
    return DhcpDecoder.decode(octets, 0, octets.length);
  }

  private static String option(int code, String body) {
    return "%04x%04x%s".formatted(code, body.length() / 2, body);
  }
}
