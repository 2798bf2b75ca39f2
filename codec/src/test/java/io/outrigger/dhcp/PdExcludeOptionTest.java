package io.outrigger.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PdExcludeOptionTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8:dead:bee0::/59, 2001:db8:dead:beef::/64, 78",
    "2001:db8:1:ff00::/56, 2001:db8:1:ffab::/64, ab",
    "2001:db8:1:ff00::/56, 2001:db8:1:ffab:8000::/65, ab80",
    "2001:db8::/32, 2001:db8:1234:5678:9abc::/80, 123456789abc",
    "::/0, 8000::/1, 80",
    "2001:db8::/127, 2001:db8::1, 80",
  })
  void theSubnetIdIsWhatFollowsTheDelegatedPrefix(
      String delegated, String excluded, String subnetId) {
    Ipv6Prefix outer = Ipv6Prefix.parse(delegated);
    Ipv6Prefix inner = Ipv6Prefix.parse(excluded);
    PdExcludeOption option = PdExcludeOption.of(outer, inner);
    assertThat(option).isEqualTo(new PdExcludeOption(inner.length(), Bytes.fromHex(subnetId)));
    assertThat(option.excludedFrom(outer)).contains(inner);
  }

  @Test
  void bitsPastTheExcludedLengthDoNotCount() {
    PdExcludeOption option = new PdExcludeOption(60, Bytes.fromHex("af"));
    assertThat(option.excludedFrom(Ipv6Prefix.parse("2001:db8:0:ff00::/56")))
        .contains(Ipv6Prefix.parse("2001:db8:0:ffa0::/60"));
  }

  @Test
  void whatDoesNotFitTheDelegatedPrefixExcludesNothing() {
    PdExcludeOption option = new PdExcludeOption(64, Bytes.fromHex("ab"));
    assertThat(option.excludedFrom(Ipv6Prefix.parse("2001:db8::/64"))).isEmpty();
    assertThat(option.excludedFrom(Ipv6Prefix.parse("2001:db8::/80"))).isEmpty();
    assertThat(option.excludedFrom(Ipv6Prefix.parse("2001:db8::/48"))).isEmpty();
  }

  @Test
  void onlyAPartCanBeExcluded() {
    Ipv6Prefix delegated = Ipv6Prefix.parse("2001:db8::/56");
    assertThatIllegalArgumentException().isThrownBy(() -> PdExcludeOption.of(delegated, delegated));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PdExcludeOption.of(delegated, Ipv6Prefix.parse("2001:db9::/64")));
  }
}
