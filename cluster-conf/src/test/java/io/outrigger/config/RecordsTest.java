package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {
  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8::1, 1",
    "2001:db8::1, 2001:db8::10, 16",
    "2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::1, 3",
    "2001:db8::, 2001:db8::7fff:ffff:ffff:fffd, 9223372036854775806",
    "2001:db8::, 2001:db8::7fff:ffff:ffff:fffe, 9223372036854775807",
    "2001:db8::, 2001:db8::7fff:ffff:ffff:ffff, 9223372036854775807",
    "2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 9223372036854775807",
    "::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 9223372036854775807",
    "::, 0:0:0:1::, 9223372036854775807"
  })
  void addressesOfAPoolAreCountedWithoutOverflow(String first, String last, long capacity) {
    assertThat(
            new AddressPoolConfig(
                    "p",
                    Optional.empty(),
                    Allocation.INDEPENDENT,
                    50,
                    Optional.empty(),
                    Ipv6Address.parse(first),
                    Ipv6Address.parse(last))
                .capacity())
        .isEqualTo(capacity);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::/56, 56, 1",
    "2001:db8::/40, 56, 65536",
    "::/0, 62, 4611686018427387904",
    "::/0, 63, 9223372036854775807",
    "::/0, 128, 9223372036854775807"
  })
  void prefixesOfAPoolAreCountedWithoutOverflow(String prefix, int length, long capacity) {
    assertThat(prefixPool(prefix, length, Optional.empty()).capacity()).isEqualTo(capacity);
  }

  @Test
  void whatIsExcludedIsPutIntoEachDelegatedPrefix() {
    PrefixPoolConfig pool =
        prefixPool("2001:db8::/40", 56, Optional.of(Ipv6Prefix.parse("0:0:0:ff::/64")));

    assertThat(pool.excludedFrom(Ipv6Prefix.parse("2001:db8:12:3400::/56")))
        .contains(Ipv6Prefix.parse("2001:db8:12:34ff::/64"));
  }

  @Test
  void aPoolWhoseEndIsBeforeItsBeginningCannotBeMade() {
    assertThatThrownBy(
            () ->
                new AddressPoolConfig(
                    "p",
                    Optional.empty(),
                    Allocation.INDEPENDENT,
                    50,
                    Optional.empty(),
                    Ipv6Address.parse("::2"),
                    Ipv6Address.parse("::1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "[2001:db8::1]:547, [2001:db8::1]:547",
    "[2001:db8:0::1], [2001:db8::1]:7",
    "[fe80::1%eth0]:547, [fe80::1%eth0]:547"
  })
  void endpointsAreReadAndWritten(String text, String written) {
    assertThat(Endpoint.parse(text, 7)).hasToString(written);
  }

  @ParameterizedTest
  @CsvSource({"2001:db8::1", "[2001:db8::1]:", "[::1]:0", "[::1]:65536", "[::1%]:1", "[a.b]:1"})
  void otherTextIsNoEndpoint(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text, 7)).isInstanceOf(IllegalArgumentException.class);
  }

  private static PrefixPoolConfig prefixPool(
      String prefix, int length, Optional<Ipv6Prefix> excluded) {
    return new PrefixPoolConfig(
        "p",
        Optional.empty(),
        Allocation.PROPORTIONAL,
        50,
        Optional.empty(),
        Ipv6Prefix.parse(prefix),
        length,
        excluded);
  }
}
