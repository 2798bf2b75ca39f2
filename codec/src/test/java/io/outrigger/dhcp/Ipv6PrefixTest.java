package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ipv6PrefixTest {

  @ParameterizedTest
  @CsvSource({
    "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "8000::/1, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8:0:fffe::/63, 2001:db8:0:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff",
    "2001:db8:0:0:8000::/65, 2001:db8::ffff:ffff:ffff:ffff",
    "2001:db8::fffe/127, 2001:db8::ffff",
  })
  void textAndLastAddress(String text, String last) {
    Ipv6Prefix prefix = Ipv6Prefix.parse(text);
    assertThat(prefix.last()).isEqualTo(Ipv6Address.parse(last));
    assertThat(Ipv6Prefix.parse(prefix.toString())).isEqualTo(prefix);
    assertThat(prefix.contains(prefix.address())).isTrue();
    assertThat(prefix.contains(prefix.last())).isTrue();
    assertThat(Ipv6Prefix.of(prefix.last(), prefix.length())).isEqualTo(prefix);
  }

  @Test
  void anAddressAloneHas128Bits() {
    Ipv6Prefix prefix = Ipv6Prefix.parse("2001:db8::1");
    assertThat(prefix.length()).isEqualTo(128);
    assertThat(prefix.isAddress()).isTrue();
    assertThat(prefix).isEqualTo(Ipv6Prefix.parse("2001:db8::1/128")).hasToString("2001:db8::1");
    assertThat(prefix.last()).isEqualTo(prefix.address());
    assertThat(prefix).isEqualTo(Ipv6Prefix.of(Ipv6Address.parse("2001:db8::1")));
    assertThat(Ipv6Prefix.parse("2001:db8::/127").isAddress()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:db8::1/64",
        "8000::/0",
        "2001:db8::/28",
        "::1/127",
        "2001:db8::/129",
        "2001:db8::/",
        "2001:db8::/-1",
        "2001:db8::/1x",
        "2001:db8::/1000",
        "/64",
        "2001:db8::/64/64",
        "",
        "x/3"
      })
  void whatIsNoPrefixIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ipv6Prefix.parse(text));
  }

  @Test
  void lengthsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ipv6Prefix(0, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ipv6Prefix(0, 0, 129));
  }

  @Test
  void bitsPastTheLengthAreCutOff() {
    Ipv6Address all = Ipv6Address.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    assertThat(Ipv6Prefix.of(all, 0)).hasToString("::/0");
    assertThat(Ipv6Prefix.of(all, 63)).hasToString("ffff:ffff:ffff:fffe::/63");
    assertThat(Ipv6Prefix.of(all, 64)).hasToString("ffff:ffff:ffff:ffff::/64");
    assertThat(Ipv6Prefix.of(all, 65)).hasToString("ffff:ffff:ffff:ffff:8000::/65");
  }

  @Test
  void containment() {
    Ipv6Prefix outer = Ipv6Prefix.parse("2001:db8:8000::/33");
    assertThat(outer.contains(Ipv6Address.parse("2001:db8:ffff::1"))).isTrue();
    assertThat(outer.contains(Ipv6Address.parse("2001:db8:7fff::1"))).isFalse();
    assertThat(outer.contains(Ipv6Prefix.parse("2001:db8:8000::/64"))).isTrue();
    assertThat(outer.contains(outer)).isTrue();
    assertThat(outer.contains(Ipv6Prefix.parse("2001:db8::/32"))).isFalse();
    assertThat(Ipv6Prefix.parse("::/0").contains(outer)).isTrue();
    Ipv6Prefix low = Ipv6Prefix.parse("2001:db8::4000/114");
    assertThat(low.contains(Ipv6Address.parse("2001:db8::7fff"))).isTrue();
    assertThat(low.contains(Ipv6Address.parse("2001:db8::8000"))).isFalse();
  }

  @Test
  void orderIsByAddressThenLength() {
    Ipv6Prefix prefix = Ipv6Prefix.parse("2001:db8::/64");
    assertThat(prefix)
        .isGreaterThan(Ipv6Prefix.parse("2001:db8::/32"))
        .isLessThan(Ipv6Prefix.parse("2001:db8::1"))
        .isGreaterThan(Ipv6Prefix.parse("2001:db7::/64"))
        .isEqualByComparingTo(Ipv6Prefix.parse("2001:db8:0::/64"));
  }

  @Test
  void equalityIsByAllOfIt() {
    Ipv6Prefix prefix = Ipv6Prefix.parse("2001:db8::/64");
    assertThat(prefix)
        .isEqualTo(Ipv6Prefix.parse("2001:db8::/64"))
        .hasSameHashCodeAs(Ipv6Prefix.parse("2001:db8::/64"))
        .isNotEqualTo(Ipv6Prefix.parse("2001:db8::/65"))
        .isNotEqualTo(Ipv6Prefix.parse("2001:db9::/64"))
        .isNotEqualTo(null);
  }
}
