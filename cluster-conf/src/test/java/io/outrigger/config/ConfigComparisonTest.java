package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigComparisonTest {
  static final String PRIMARY =
      """
      outrigger {
        server { name = alpha, state-dir = ., listen.unicast = "[2001:db8::1]:547" }
        failover {
          listen = "[2001:db8:f::1]:647"
          relationships = [
            { name = campus, role = primary, partner = "[2001:db8:f::2]:647", mclt = 1h, tls = off }
          ]
        }
        links = [{
          name = lab
          relay-link-addresses = "2001:db8:1::/64"
          prefixes = ["2001:db8:1::/64", "2001:db8:2::/64"]
          lifetimes { preferred = 2d, valid = 3d }
          pools = [
            { name = na, kind = address, range = "2001:db8:1::100 - 2001:db8:1::1ff", relationship = campus }
            { name = pd, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56, relationship = campus }
            { name = own, kind = address, range = "2001:db8:2::/80" }
          ]
          reservations = [
            { duid = "00030001aa", address = "2001:db8:1::1" }
            { remote-id = "a", enterprise-number = 9, prefix = "2001:db8:9000::/56" }
          ]
        }]
      }
      """;

  /** The same for the other side, in another order and written in another way. */
  static final String SECONDARY =
      """
      outrigger.links = [{
        reservations = [
          { prefix = "2001:db8:9000:0:0::/56", enterprise-number = 9, remote-id = 0x61 }
          { addresses = ["2001:0db8:1::1"], duid = "00:03:00:01:AA" }
        ]
        pools = [
          { name = pd, relationship = campus, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56
            allocation = proportional }
          { name = na, relationship = campus, kind = address, range = "2001:db8:1::100/120", allocation = independent }
        ]
        lifetimes { preferred = 48h, valid = 72h, t1 = 1d }
        prefixes = ["2001:db8:2::/64", "2001:db8:1::/64"]
        interface = eth0
        name = elsewhere
      }]
      outrigger.failover {
        listen = "[2001:db8:f::2]:647"
        relationships = { tls = off, mclt = 60m, partner = "[2001:db8:f::1]:647", role = secondary, name = campus }
      }
      outrigger.server { name = beta, state-dir = ., listen.interfaces = eth0 }
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void orderAndFormattingMakeNoDifference() {
    ConfigComparison comparison = compare(SECONDARY);

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.agree()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mclt = 60m | mclt = 30m | relationship campus: mclt is 3600s on alpha, 1800s on beta
          role = secondary | role = primary | relationship campus: both are primary: one must be the other
          partner = "[2001:db8:f::1]:647" | partner = "[2001:db8:f::1]:648" | relationship campus: beta looks for its partner at [2001:db8:f::1]:648, but alpha listens on [2001:db8:f::1]:647
          listen = "[2001:db8:f::2]:647" | listen = "[2001:db8:f::3]:647" | relationship campus: alpha looks for its partner at [2001:db8:f::2]:647, but beta listens on [2001:db8:f::3]:647
          tls = off | tls { certificate = a, key = b, authority = c } | relationship campus: tls is off on alpha, required on beta
          range = "2001:db8:1::100/120" | range = "2001:db8:1::200/120" | relationship campus: pool na: range is 2001:db8:1::100 - 2001:db8:1::1ff on alpha, 2001:db8:1::200 - 2001:db8:1::2ff on beta
          delegated-length = 56 | delegated-length = 60 | relationship campus: pool pd: delegated-length is 56 on alpha, 60 on beta
          allocation = proportional | allocation = proportional, secondary-share = 10% | relationship campus: pool pd: secondary-share is 50% on alpha, 10% on beta
          allocation = proportional | exclude = "0:0:0:1::/64" | relationship campus: pool pd: exclude is none on alpha, 0:0:0:1::/64 on beta
          allocation = independent | lifetimes.valid = 4d | relationship campus: pool na: valid is 259200s on alpha, 345600s on beta
          name = beta | name = alpha | both servers are named alpha
          """)
  void aDifferenceIsNamed(String written, String instead, String difference) {
    ConfigComparison comparison = compare(SECONDARY.replace(written, instead));

    assertThat(comparison.agree()).isFalse();
    assertThat(comparison.differences()).extracting(Object::toString).contains(difference);
  }

  @Test
  void thePoolsThatDifferAreNamedAndNoOthers() {
    assertThat(compare(SECONDARY.replace("name = na", "name = nb")).differingPools())
        .containsExactly("na", "nb");
    assertThat(
            compare(SECONDARY.replace("delegated-length = 56", "delegated-length = 60"))
                .differingPools())
        .containsExactly("pd");
  }

  @Test
  void ofLongListsOnlyWhatDiffersIsShown() {
    assertThat(compare(SECONDARY.replace("2001:0db8:1::1\"", "2001:0db8:1::2\"")).differences())
        .extracting(Object::toString)
        .contains(
            "relationship campus: pool na: reservations differ: only on alpha 2001:db8:1::1/128 for"
                + " duid 00030001aa; only on beta 2001:db8:1::2/128 for duid 00030001aa");
  }

  @Test
  void serversWithoutACommonRelationshipAreNoPartners() {
    ConfigComparison comparison = compare(SECONDARY.replace("campus", "site"));

    assertThat(comparison.relationships()).isEmpty();
    assertThat(comparison.differences())
        .extracting(Object::toString)
        .containsExactly("alpha and beta have no relationship of the same name");
  }

  private ConfigComparison compare(String secondary) {
    return ConfigComparison.compare(
        Loading.config(folder, PRIMARY), Loading.config(folder, secondary));
  }
}
