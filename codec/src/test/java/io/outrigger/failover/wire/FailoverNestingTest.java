package io.outrigger.failover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.UnknownOption;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths within lengths: bounded depth, and work in proportion to the octets. */
final class FailoverNestingTest {
  private static final String HEADER = "18000001" + "32939b80";

  static Stream<Arguments> hostileMessages() {
    return Stream.of(
        arguments("client data in each other", nested(45, "")),
        arguments("client data in each other, each behind an empty one", nested(45, "002d0000")),
        arguments("removal info in each other", nested(116, "")),
        arguments("removal info in client data in removal info", nested(116, "002d0000")),
        arguments("addresses in each other", nested(5, "00".repeat(24))),
        arguments("empty client data", filled("002d0000")),
        arguments("empty names", filled("00820000")),
        arguments("empty unknown options", filled("f0000000")),
        arguments("binding statuses", filled("0072000101")),
        arguments("IA_NA in one list", filled("0003000c" + "00".repeat(12))),
        arguments("vendor options without content", filled("0011000400007ed9")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileMessages")
  void hostileMessagesComeBackTheSame(String name, byte[] octets) {
    assertThat(octets.length).isGreaterThan(0xffff - 40);
    FailoverMessage message = ok(octets);
    assertThat(FailoverEncoder.encode(message)).isEqualTo(octets);
    assertThat(FailoverEncoder.frame(message)).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileMessages")
  void hostileMessagesAreReadWithMemoryInProportionToTheirLength(String name, byte[] octets) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(IgnoredOptions.in(ok(octets)).count()).isBetween(0, octets.length / 4);
    long before = threads.getCurrentThreadAllocatedBytes();
    IgnoredOptions ignored = IgnoredOptions.in(ok(octets));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(ignored.first().length()).isLessThan(100);
    assertThat(allocated).isLessThan(100L * octets.length);
  }

  @Test
  void whatNestsTooDeeplyIsKeptAsBytes() {
    Options options = ((BndUpd) ok(nested(45, ""))).options();
    for (int depth = 1; depth <= 6; depth++) {
      options = options.first(ClientDataOption.class).orElseThrow().options();
    }
    assertThat(options.size()).isEqualTo(1);
    assertThat(options.all().getFirst()).isInstanceOf(UnknownOption.class);
    assertThat(options.all().getFirst().code()).isEqualTo(FailoverOptionCode.CLIENT_DATA);
  }

  @Test
  void theDeepestPlaceOfTheRfcIsRead() {
    // CLIENT_DATA > IA_NA > IAADDR > F_DNS_REMOVAL_INFO > F_DNS_FLAGS
    byte[] octets =
        Hex.octets(
            HEADER
                + "002d 0036  0003 0032 000000000000000000000000  0005 0022"
                + "00000000000000000000000000000000 0000000000000000  0074 0006  0077 0002 0001");
    assertThat(IgnoredOptions.in(ok(octets))).isEqualTo(new IgnoredOptions(0, ""));
  }

  private static FailoverMessage ok(byte[] octets) {
    return ((Decoded.Ok<FailoverMessage>) FailoverDecoder.decode(octets, 0, octets.length)).value();
  }

  /** Options of that code in each other, each with {@code before} in front of the next one. */
  private static byte[] nested(int code, String before) {
    int step = 4 + before.length() / 2;
    StringBuilder hex = new StringBuilder(HEADER);
    for (int left = (0xffff - 8) / step * step; left > 0; left -= step) {
      hex.append("%04x%04x".formatted(code, left - 4)).append(before);
    }
    return Bytes.fromHex(hex.toString()).toArray();
  }

  private static byte[] filled(String item) {
    return Bytes.fromHex(HEADER + item.repeat((0xffff - 8) * 2 / item.length())).toArray();
  }
}
