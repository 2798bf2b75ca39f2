package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.DhcpGenerators;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FailoverMalformedTest {
  /** A BNDUPD up to its options: the first option starts at offset 8. */
  private static final String HEADER = "18000001" + "32939b80";

  private static final String ADDRESS = "20010db8000000000000000000000001";

  /** Each option with a body that is too short, and where its missing or wrong field is. */
  static Stream<Arguments> shortBodies() {
    return Stream.of(
        arguments("CLIENT_DATA(45)", 45, "000100", 0),
        arguments("CLT_TIME(46)", 46, "000000", 0),
        arguments("CLT_TIME(46)", 46, "", 0),
        arguments("LQ_RELAY_DATA(47)", 47, ADDRESS.substring(2), 0),
        arguments("LQ_BASE_TIME(100)", 100, "000000", 0),
        arguments("F_BINDING_STATUS(114)", 114, "", 0),
        arguments("F_CONNECT_FLAGS(115)", 115, "00", 0),
        arguments("F_DNS_REMOVAL_INFO(116)", 116, "007500", 0),
        arguments("F_DNS_HOST_NAME(117)", 117, "0361", 0),
        arguments("F_DNS_HOST_NAME(117)", 117, "0161" + "0561", 2),
        arguments("F_DNS_ZONE_NAME(118)", 118, "", 0),
        arguments("F_DNS_ZONE_NAME(118)", 118, "0361", 0),
        arguments("F_DNS_ZONE_NAME(118)", 118, "0161", 0),
        arguments("F_DNS_FLAGS(119)", 119, "00", 0),
        arguments("F_EXPIRATION_TIME(120)", 120, "000000", 0),
        arguments("F_MAX_UNACKED_BNDUPD(121)", 121, "000000", 0),
        arguments("F_MCLT(122)", 122, "000000", 0),
        arguments("F_PARTNER_LIFETIME(123)", 123, "000000", 0),
        arguments("F_PARTNER_LIFETIME_SENT(124)", 124, "000000", 0),
        arguments("F_PARTNER_DOWN_TIME(125)", 125, "000000", 0),
        arguments("F_PARTNER_RAW_CLT_TIME(126)", 126, "000000", 0),
        arguments("F_PROTOCOL_VERSION(127)", 127, "000100", 2),
        arguments("F_PROTOCOL_VERSION(127)", 127, "00", 0),
        arguments("F_KEEPALIVE_TIME(128)", 128, "000000", 0),
        arguments("F_RECONFIGURE_DATA(129)", 129, "000000", 0),
        arguments("F_SERVER_FLAGS(131)", 131, "", 0),
        arguments("F_SERVER_STATE(132)", 132, "", 0),
        arguments("F_START_TIME_OF_STATE(133)", 133, "000000", 0),
        arguments("F_STATE_EXPIRATION_TIME(134)", 134, "", 0),
        arguments("VENDOR_OPTS(17)", 17, "00007ed9" + "00010002aa", 8));
  }

  @ParameterizedTest
  @MethodSource("shortBodies")
  void aBodyThatIsTooShortIsNamed(String where, int code, String body, int offset) {
    expect(HEADER + option(code, body), where, 12 + offset);
    expect("17000001" + option(code, body), where, 8 + offset);
    String address = option(5, ADDRESS + "00".repeat(8) + option(code, body));
    String client = option(100, "00000000") + option(3, "00".repeat(12) + address);
    // behind the header: CLIENT_DATA 4, LQ_BASE_TIME 8, IA_NA 16, IAADDR 28, and 4 of its own
    expect(
        HEADER + option(45, client),
        "CLIENT_DATA(45) > IA_NA(3) > IAADDR(5) > " + where,
        8 + 60 + offset);
  }

  /** Each option with a fixed end, with one octet behind it; names that are none. */
  static Stream<Arguments> wrongBodies() {
    return Stream.of(
        arguments("CLT_TIME(46)", 46, "0000000000", 4),
        arguments("LQ_BASE_TIME(100)", 100, "0000000000", 4),
        arguments("F_BINDING_STATUS(114)", 114, "0100", 1),
        arguments("F_CONNECT_FLAGS(115)", 115, "000100", 2),
        arguments("F_DNS_HOST_NAME(117)", 117, "016100" + "00", 3),
        arguments("F_DNS_HOST_NAME(117)", 117, "0161" + "c000", 2),
        arguments("F_DNS_ZONE_NAME(118)", 118, "016100" + "00", 3),
        arguments("F_DNS_ZONE_NAME(118)", 118, "40" + "61".repeat(64) + "00", 0),
        arguments("F_DNS_ZONE_NAME(118)", 118, ("3f" + "61".repeat(63)).repeat(4) + "00", 192),
        arguments("F_DNS_FLAGS(119)", 119, "000000", 2),
        arguments("F_EXPIRATION_TIME(120)", 120, "0000000000", 4),
        arguments("F_MAX_UNACKED_BNDUPD(121)", 121, "0000000000", 4),
        arguments("F_MCLT(122)", 122, "0000000000", 4),
        arguments("F_PARTNER_LIFETIME(123)", 123, "0000000000", 4),
        arguments("F_PARTNER_LIFETIME_SENT(124)", 124, "0000000000", 4),
        arguments("F_PARTNER_DOWN_TIME(125)", 125, "0000000000", 4),
        arguments("F_PARTNER_RAW_CLT_TIME(126)", 126, "0000000000", 4),
        arguments("F_PROTOCOL_VERSION(127)", 127, "0001000000", 4),
        arguments("F_KEEPALIVE_TIME(128)", 128, "0000000000", 4),
        arguments("F_SERVER_FLAGS(131)", 131, "0000", 1),
        arguments("F_SERVER_STATE(132)", 132, "0200", 1),
        arguments("F_START_TIME_OF_STATE(133)", 133, "0000000000", 4),
        arguments("F_STATE_EXPIRATION_TIME(134)", 134, "0000000000", 4));
  }

  @ParameterizedTest
  @MethodSource("wrongBodies")
  void aBodyThatIsTooLongOrNoNameIsNamed(String where, int code, String body, int offset) {
    expect(HEADER + option(code, body), where, 12 + offset);
  }

  static Stream<Arguments> overruns() {
    String tooFar = "0072" + "0002" + "01";
    return Stream.of(
        arguments(HEADER + "002d000400", "CLIENT_DATA(45)", 8),
        arguments(HEADER + "ffff0001", "OPTION(65535)", 8),
        arguments(HEADER + "ffff00", "message", 8),
        arguments(HEADER + option(45, tooFar), "CLIENT_DATA(45) > F_BINDING_STATUS(114)", 12),
        arguments(
            HEADER + option(45, tooFar) + option(114, "01"),
            "CLIENT_DATA(45) > F_BINDING_STATUS(114)",
            12),
        arguments(
            HEADER + option(26, "00".repeat(25) + tooFar),
            "IAPREFIX(26) > F_BINDING_STATUS(114)",
            37),
        arguments(
            HEADER + option(116, option(119, "0001") + "00750002" + "00"),
            "F_DNS_REMOVAL_INFO(116) > F_DNS_HOST_NAME(117)",
            18));
  }

  @ParameterizedTest
  @MethodSource("overruns")
  void anOptionThatLeavesItsContainerIsNamed(String message, String where, int offset) {
    expect(message, where, offset);
  }

  @Test
  void aMessageWithoutItsHeaderIsNamed() {
    expect("", "message", 0);
    expect("18", "message", 1);
    expect("1800", "message", 1);
    expect("180000", "message", 1);
    expect("18000001", "message", 4);
    expect("18000001329394", "message", 4);
    expect("170000", "message", 1);
    expect("07", "message", 1);
    expect(HEADER + "00", "message", 8);
    expect("17000001" + "000000", "message", 4);
  }

  @Test
  void theFaultReadsAsOneLine() {
    assertThat(decode(HEADER + option(45, option(114, ""))))
        .hasToString(
            "CLIENT_DATA(45) > F_BINDING_STATUS(114) at offset 16:"
                + " 0 octets left where 1 are needed");
  }

  @Test
  void whatRelayAgentsWroteEndsNoConnection() {
    byte[] octets = Hex.octets(HEADER + option(47, ADDRESS + "0c00ff"));
    Decoded.Ok<FailoverMessage> ok =
        (Decoded.Ok<FailoverMessage>) FailoverDecoder.decode(octets, 0, octets.length);
    LqRelayDataOption relayData =
        ((BndUpd) ok.value()).options().first(LqRelayDataOption.class).orElseThrow();
    assertThat(relayData.decodeRelayMessage())
        .isEqualTo(new Decoded.Malformed<>("message", 2, "1 octets left where 16 are needed"));
  }

  @Test
  void noTruncationOfAValidMessageThrows() {
    for (long seed = 0; seed < 500; seed++) {
      byte[] octets =
          FailoverEncoder.encode(FailoverGenerators.message(new SplittableRandom(seed)));
      for (int length = 0; length < octets.length; length++) {
        byte[] cut = Arrays.copyOf(octets, length);
        switch (FailoverDecoder.decode(octets, 0, length)) {
          case Decoded.Ok<FailoverMessage> ok ->
              assertThat(FailoverEncoder.encode(ok.value())).as("seed %d", seed).isEqualTo(cut);
          case Decoded.Malformed<FailoverMessage> bad ->
              assertThat(bad.offset()).as("seed %d", seed).isBetween(0, length);
        }
      }
    }
  }

  @Test
  void octetsAtRandomNeverThrow() {
    for (long seed = 0; seed < 20_000; seed++) {
      byte[] octets = DhcpGenerators.bytes(new SplittableRandom(seed), 0, 200).toArray();
      if (octets.length > 0 && seed % 2 == 0) {
        octets[0] = (byte) (23 + seed / 2 % 13);
      }
      assertThat(FailoverDecoder.decode(octets, 0, octets.length)).as("seed %d", seed).isNotNull();
    }
  }

  private static void expect(String message, String where, int offset) {
    assertThat(decode(message))
        .isInstanceOfSatisfying(
            Decoded.Malformed.class,
            bad -> {
              assertThat(bad.where()).isEqualTo(where);
              assertThat(bad.offset()).as(bad.toString()).isEqualTo(offset);
            });
  }

  private static Decoded<FailoverMessage> decode(String hex) {
    return FailoverDecoder.decode(Hex.bytes(hex));
  }

  private static String option(int code, String body) {
    return "%04x%04x%s".formatted(code, body.length() / 2, body);
  }
}
