package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ipv6AddressTest {

  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:DB8::ABCD, 2001:db8::abcd",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
    "0:0:2:3:4:5:6:7, ::2:3:4:5:6:7",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
    "fe80::1, fe80::1",
    "::ffff:192.0.2.1, ::ffff:c000:201",
    "64:ff9b::192.0.2.255, 64:ff9b::c000:2ff",
  })
  void textIsThatOfRfc5952(String text, String canonical) {
    assertThat(Ipv6Address.parse(text)).hasToString(canonical);
    assertThat(Ipv6Address.parse(canonical)).isEqualTo(Ipv6Address.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::00001",
        "::g", "fe80::1%eth0", "[::1]", "192.0.2.1", "::1.2.3", "::1.2.3.256", ":1::", "1:::",
            ".::",
        ".1:2", "::1 ", " ::1", "localhost", "::1/64", "1:2:3:4:5:6:7:"
      })
  void whatIsNoLiteralIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv6Address.parse(text))
        .withMessageContaining(text);
  }

  @Test
  void everyAddressSurvivesItsTextAndItsOctets() {
    for (long seed = 0; seed < 5_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ipv6Address address =
          new Ipv6Address(
              random.nextLong() << random.nextInt(64), // zero groups in many places
              random.nextLong() >>> random.nextInt(64) << random.nextInt(64));
      assertThat(Ipv6Address.parse(address.toString())).as("seed %d", seed).isEqualTo(address);
      assertThat(Ipv6Address.fromOctets(address.toOctets(), 0)).isEqualTo(address);
      assertThat(Ipv6Address.from(address.toInet(0))).isEqualTo(address);
    }
  }

  @Test
  void octetsAreReadFromTheirOffset() {
    byte[] octets = Bytes.fromHex("ff" + "20010db8000000000000000000000001" + "ff").toArray();
    assertThat(Ipv6Address.fromOctets(octets, 1)).hasToString("2001:db8::1");
  }

  @Test
  void theZoneGoesToTheSocketAddress() {
    assertThat(Ipv6Address.parse("fe80::1").toInet(3).getScopeId()).isEqualTo(3);
    assertThat(Ipv6Address.parse("::ffff:1.2.3.4").toInet(0).getAddress()).hasSize(16);
  }

  @Test
  void orderIsThatOfUnsignedNumbers() {
    assertThat(Ipv6Address.parse("ffff::")).isGreaterThan(Ipv6Address.parse("7fff::"));
    assertThat(Ipv6Address.parse("::ffff:0:0:0")).isGreaterThan(Ipv6Address.parse("::7fff:0:0:0"));
    assertThat(Ipv6Address.parse("::ffff:0:0:0")).isLessThan(Ipv6Address.parse("0:0:0:1::"));
    assertThat(Ipv6Address.parse("::2")).isGreaterThan(Ipv6Address.parse("::1"));
    assertThat(Ipv6Address.parse("::1")).isEqualByComparingTo(new Ipv6Address(0, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::, 1, 2001:db8::1",
    "::ffff:ffff:ffff:ffff, 1, 0:0:0:1::",
    "::1, -1, 0:0:0:1::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 1, ::",
    "::, 0, ::",
    "::8000:0:0:0, -9223372036854775808, 0:0:0:1::",
  })
  void additionCarriesAndWraps(String address, long offset, String sum) {
    assertThat(Ipv6Address.parse(address).plus(offset)).isEqualTo(Ipv6Address.parse(sum));
  }

  @Test
  void kindsOfAddresses() {
    assertThat(Ipv6Address.parse("::").isUnspecified()).isTrue();
    assertThat(Ipv6Address.parse("::1").isUnspecified()).isFalse();
    assertThat(Ipv6Address.parse("1::").isUnspecified()).isFalse();
    assertThat(Ipv6Address.parse("ff02::1:2").isMulticast()).isTrue();
    assertThat(Ipv6Address.parse("fe00::").isMulticast()).isFalse();
    assertThat(Ipv6Address.parse("fe80::1").isLinkLocal()).isTrue();
    assertThat(Ipv6Address.parse("febf::1").isLinkLocal()).isTrue();
    assertThat(Ipv6Address.parse("fec0::1").isLinkLocal()).isFalse();
    assertThat(Ipv6Address.parse("fe7f::1").isLinkLocal()).isFalse();
  }
}
