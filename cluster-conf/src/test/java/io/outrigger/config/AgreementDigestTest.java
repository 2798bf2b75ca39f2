package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Bytes;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementDigestTest {
  @TempDir Path folder = Path.of("");

  private OutriggerConfig alpha() {
    return Loading.config(folder, ConfigComparisonTest.PRIMARY);
  }

  private OutriggerConfig beta(String written, String instead) {
    assertThat(ConfigComparisonTest.SECONDARY).contains(written);
    return Loading.config(folder, ConfigComparisonTest.SECONDARY.replace(written, instead));
  }

  private static AgreementDigest digest(OutriggerConfig config) {
    return AgreementDigest.of(config, config.relationship("campus").orElseThrow());
  }

  @Test
  void orderAndFormattingMakeNoDifference() {
    assertThat(digest(beta("mclt = 60m", "mclt = 60m"))).isEqualTo(digest(alpha()));
  }

  @Test
  void theOctetsStayThoseOfTheirForm() {
    // Another digest here means another form: raise AgreementDigest.FORM with it.
    assertThat(AgreementDigest.FORM).isEqualTo(1);
    AgreementDigest digest = digest(alpha());
    assertThat(digest.whole().length()).isEqualTo(32);
    assertThat(digest.relationship().toHex()).isEqualTo("b30dcbb4c9f00081");
    assertThat(digest.pools()).containsOnlyKeys("na", "pd");
    assertThat(digest.pools()).containsEntry("na", Bytes.fromHex("be1691bbc56f24ad"));
    assertThat(digest.whole().toHex())
        .isEqualTo("4f951b3190d6f264dbf33f7d70bac0bc4b6531145cc30985dc955c154f622fea");
  }

  /** What check-config says of two files and what two servers find out are the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mclt = 60m | mclt = 30m
          tls = off | tls { certificate = a, key = b, authority = c }
          range = "2001:db8:1::100/120" | range = "2001:db8:1::200/120"
          delegated-length = 56 | delegated-length = 60
          allocation = proportional | allocation = proportional, secondary-share = 10%
          allocation = proportional | exclude = "0:0:0:1::/64"
          allocation = independent | lifetimes.valid = 4d
          name = na | name = nb
          2001:0db8:1::1" | 2001:0db8:1::2"
          preferred = 48h | preferred = 47h
          prefixes = ["2001:db8:2::/64", "2001:db8:1::/64"] | prefixes = ["2001:db8:1::/64"]
          """)
  void theyDifferWhereCheckConfigFindsADifference(String written, String instead) {
    OutriggerConfig beta = beta(written, instead);
    ConfigComparison comparison = ConfigComparison.compare(alpha(), beta);
    AgreementDigest ours = digest(alpha());
    AgreementDigest theirs = digest(beta);

    assertThat(comparison.agree()).isFalse();
    assertThat(theirs.whole()).isNotEqualTo(ours.whole());
    TreeSet<String> differing = new TreeSet<>(ours.pools().keySet());
    differing.addAll(theirs.pools().keySet());
    differing.removeIf(pool -> Objects.equals(ours.pools().get(pool), theirs.pools().get(pool)));
    assertThat(differing).isEqualTo(comparison.differingPools());
    boolean relationshipDiffers =
        comparison.differences().stream().anyMatch(difference -> difference.pool().isEmpty());
    assertThat(!theirs.relationship().equals(ours.relationship())).isEqualTo(relationshipDiffers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interface = eth0 | interface = eth1
          name = elsewhere | name = here
          name = beta | name = gamma
          role = secondary | role = secondary, keepalive = 30s, max-unacked-bndupd = 7
          """)
  void whatMayDifferChangesNothing(String written, String instead) {
    OutriggerConfig beta = beta(written, instead);
    assertThat(ConfigComparison.compare(alpha(), beta).agree()).isTrue();
    assertThat(digest(beta)).isEqualTo(digest(alpha()));
  }
}
