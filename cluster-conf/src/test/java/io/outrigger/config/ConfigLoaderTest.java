package io.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void everyKeyFindsItsPlaceInTheRecords() {
    OutriggerConfig config =
        Loading.config(
            folder,
            """
            outrigger {
              server {
                name = alpha
                state-dir = state
                listen {
                  interfaces = [eth0]
                  unicast = ["[2001:db8:1::2]:5547", "[fe80::1%eth0]"]
                }
                admin { address = "[::1]:8648", enabled = off }
                preference = 7
                unicast-option = on
                abandoned-time = 2d
                limits { queue = 10, receive-buffer = 1MiB }
              }
              failover {
                listen = ["[2001:db8:f::1]"]
                relationships = [{
                  name = campus
                  role = secondary
                  partner = "[2001:db8:f::2]:1647"
                  mclt = 30m
                  keepalive = 20s
                  max-unacked-bndupd = 11
                  auto-partner-down = 2h
                  startup-time = 500ms
                  start-alone = partner-down
                  time-skew = correct
                  reconnect-time = 3s
                  tls { mode = required, certificate = a.pem, key = /keys/a.key, authority = ca.pem }
                }]
              }
              links = [{
                name = lab
                interface = eth0
                relay-link-addresses = ["2001:db8:1::/64"]
                prefixes = ["2001:db8:1::/64"]
                lifetimes { preferred = 100s, valid = 1h, t1 = 10s, t2 = 20s }
                rapid-commit = on
                pools = [
                  { name = na, kind = address, range = "2001:db8:1::1:0 - 2001:db8:1::1:ffff"
                    relationship = campus, allocation = proportional, secondary-share = 30% }
                  { name = pd, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56
                    exclude = "2001:db8:8000:ff::/64", lifetimes.valid = 2h }
                ]
              }]
            }
            """);

    assertThat(config.server())
        .isEqualTo(
            new ServerConfig(
                "alpha",
                folder.toAbsolutePath().resolve("state"),
                new ListenConfig(
                    List.of("eth0"),
                    List.of(
                        new Endpoint(Ipv6Address.parse("2001:db8:1::2"), null, 5547),
                        new Endpoint(Ipv6Address.parse("fe80::1"), "eth0", 547))),
                new AdminConfig(new Endpoint(Ipv6Address.parse("::1"), null, 8648), false),
                7,
                true,
                Duration.ofDays(2),
                new LimitsConfig(10, 1 << 20)));
    assertThat(config.failover())
        .isEqualTo(
            new FailoverConfig(
                List.of(new Endpoint(Ipv6Address.parse("2001:db8:f::1"), null, 647)),
                List.of(
                    new RelationshipConfig(
                        "campus",
                        FailoverRole.SECONDARY,
                        new Endpoint(Ipv6Address.parse("2001:db8:f::2"), null, 1647),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(20),
                        11,
                        Optional.of(Duration.ofHours(2)),
                        Duration.ofMillis(500),
                        StartAlone.PARTNER_DOWN,
                        TimeSkew.CORRECT,
                        Duration.ofSeconds(3),
                        new TlsConfig.Required(
                            folder.toAbsolutePath().resolve("a.pem"),
                            Path.of("/keys/a.key"),
                            new PartnerTrust.Authority(
                                folder.toAbsolutePath().resolve("ca.pem")))))));
    assertThat(config.links())
        .containsExactly(
            new LinkConfig(
                "lab",
                List.of("eth0"),
                List.of(Ipv6Prefix.parse("2001:db8:1::/64")),
                List.of(Ipv6Prefix.parse("2001:db8:1::/64")),
                new LifetimesConfig(100, 3600, 10, 20),
                true,
                List.of(
                    new AddressPoolConfig(
                        "na",
                        Optional.of("campus"),
                        Allocation.PROPORTIONAL,
                        30,
                        Optional.empty(),
                        Ipv6Address.parse("2001:db8:1::1:0"),
                        Ipv6Address.parse("2001:db8:1::1:ffff")),
                    new PrefixPoolConfig(
                        "pd",
                        Optional.empty(),
                        Allocation.PROPORTIONAL,
                        50,
                        Optional.of(new LifetimesConfig(100, 7200, 10, 20)),
                        Ipv6Prefix.parse("2001:db8:8000::/40"),
                        56,
                        Optional.of(Ipv6Prefix.parse("0:0:0:ff::/64")))),
                List.of(),
                ClientOptionsConfig.NONE));
  }

  @Test
  void whatIsNotWrittenHasTheDefaultOfTheReference() {
    OutriggerConfig config =
        Loading.config(
            folder,
            "outrigger { " + Loading.SERVER + ", links = [{ " + Loading.ROOMY_LINK + " }] }");

    assertThat(config.server().admin())
        .isEqualTo(new AdminConfig(new Endpoint(Ipv6Address.parse("::1"), null, 8647), true));
    assertThat(config.server().preference()).isZero();
    assertThat(config.server().serverUnicast()).isFalse();
    assertThat(config.server().abandonedTime()).isEqualTo(Duration.ofHours(24));
    assertThat(config.server().limits()).isEqualTo(new LimitsConfig(4096, 4 << 20));
    assertThat(config.failover()).isEqualTo(FailoverConfig.NONE);
    LinkConfig link = config.links().getFirst();
    assertThat(link.lifetimes()).isEqualTo(new LifetimesConfig(172_800, 259_200, 86_400, 138_240));
    assertThat(link.rapidCommit()).isFalse();
  }

  @Test
  void aRelationshipHasTheDefaultsOfTheReference() {
    RelationshipConfig relationship =
        Loading.config(
                folder,
                "outrigger { "
                    + Loading.SERVER
                    + ", failover.relationships = [{ "
                    + Loading.RELATIONSHIP
                    + " }], links = [{ "
                    + Loading.ROOMY_LINK
                    + " }] }")
            .failover()
            .relationships()
            .getFirst();

    assertThat(relationship)
        .isEqualTo(
            new RelationshipConfig(
                "campus",
                FailoverRole.PRIMARY,
                new Endpoint(Ipv6Address.parse("2001:db8:f::2"), null, 647),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                400,
                Optional.empty(),
                Duration.ofSeconds(10),
                StartAlone.WAIT,
                TimeSkew.REJECT,
                Duration.ofSeconds(5),
                new TlsConfig.Off()));
  }

  @Test
  void allocationIsIndependentForAddressesAndProportionalForPrefixes() {
    LinkConfig link =
        Loading.link(
            folder,
            Loading.ROOMY_LINK
                + """
                , pools = [
                  { name = na, kind = address, range = "2001:db8:1::/65" }
                  { name = pd, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56 }
                ]""");

    assertThat(link.pools())
        .extracting(PoolConfig::allocation)
        .containsExactly(Allocation.INDEPENDENT, Allocation.PROPORTIONAL);
  }

  @Test
  void aRangeMayBeWrittenAsAPrefix() {
    LinkConfig link =
        Loading.link(
            folder,
            Loading.ROOMY_LINK
                + ", pools = [{ name = na, kind = address, range = \"2001:db8:1::/65\" }]");

    assertThat(link.pools().getFirst().first()).isEqualTo(Ipv6Address.parse("2001:db8:1::"));
    assertThat(link.pools().getFirst().last())
        .isEqualTo(Ipv6Address.parse("2001:db8:1:0:7fff:ffff:ffff:ffff"));
  }

  @Test
  void infiniteLifetimesMakeInfiniteRenewalTimes() {
    LinkConfig link =
        Loading.link(
            folder, Loading.ROOMY_LINK + ", lifetimes { preferred = infinite, valid = infinite }");

    long forEver = LifetimesConfig.INFINITE;
    assertThat(link.lifetimes()).isEqualTo(new LifetimesConfig(forEver, forEver, forEver, forEver));
  }

  @Test
  void aPoolTakesFromItsLinkTheLifetimesThatItDoesNotSet() {
    LinkConfig link =
        Loading.link(
            folder,
            Loading.ROOMY_LINK
                + """
                , lifetimes { preferred = 100s, valid = 200s, t1 = 30s }
                pools = [{ name = na, kind = address, range = "2001:db8:1::/65", lifetimes.preferred = 50s }]
                """);

    assertThat(link.lifetimesOf(link.pools().getFirst()))
        .isEqualTo(new LifetimesConfig(50, 200, 30, 40));
  }

  @Test
  void eachKindOfClientCanHaveAReservation() {
    LinkConfig link =
        Loading.link(
            folder,
            Loading.ROOMY_LINK
                + """
                , reservations = [
                  { duid = "00:03:00:01:aa", address = "2001:db8:1::1" }
                  { duid = 0003000102, iaid = 4294967295, addresses = ["2001:db8:1::2", "2001:db8:1::3"] }
                  { hw-address = "52-54-00-12-34-56", prefix = "2001:db8:9000::/56" }
                  { interface-id = eth7, prefixes = ["2001:db8:9000:100::/56"] }
                  { interface-id = 0x0a0b, address = "2001:db8:1::4" }
                  { remote-id = line-1, enterprise-number = 9, address = "2001:db8:1::5" }
                  { remote-id = line-1, address = "2001:db8:1::6" }
                ]""");

    assertThat(link.reservations())
        .extracting(ReservationConfig::selector)
        .containsExactly(
            new ClientSelector.ByDuid(Duid.fromHex("00030001aa")),
            new ClientSelector.ByDuidAndIaid(Duid.fromHex("0003000102"), -1),
            new ClientSelector.ByLinkLayerAddress(Bytes.fromHex("525400123456")),
            new ClientSelector.ByInterfaceId(Bytes.fromHex("65746837")),
            new ClientSelector.ByInterfaceId(Bytes.fromHex("0a0b")),
            new ClientSelector.ByRemoteId(OptionalLong.of(9), Bytes.fromHex("6c696e652d31")),
            new ClientSelector.ByRemoteId(OptionalLong.empty(), Bytes.fromHex("6c696e652d31")));
    assertThat(link.reservations().get(1).addresses())
        .containsExactly(Ipv6Address.parse("2001:db8:1::2"), Ipv6Address.parse("2001:db8:1::3"));
    assertThat(link.reservations().get(3).prefixes())
        .containsExactly(Ipv6Prefix.parse("2001:db8:9000:100::/56"));
  }

  @Test
  void substitutionsAndTheEnvironmentAreResolved() {
    OutriggerConfig config =
        Loading.config(
            folder,
            """
            outrigger {
              definitions { name = from-definitions }
              definitions.path = ${?PATH}
              server { name = ${outrigger.definitions.name}, state-dir = ${?NOBODY_SETS_THIS}
                state-dir = fallback, listen.interfaces = [eth0] }
              links = [{ %s, rapid-commit = ${?NOBODY_SETS_THIS} }]
            }
            """
                .formatted(Loading.ROOMY_LINK));

    assertThat(config.server().name()).isEqualTo("from-definitions");
    assertThat(config.server().stateDir().getFileName()).isEqualTo(Path.of("fallback"));
    assertThat(config.links().getFirst().rapidCommit()).isFalse();
  }

  @Test
  void linksOfAnIncludedFileAreLoadedAndTheirProblemsNameThatFile() {
    Path part =
        Loading.write(
            folder,
            "part.conf",
            "# a part\noutrigger.links = [{ name = lab, rapid-commit = maybe }]");
    LoadedConfig loaded =
        Loading.load(folder, "include \"part.conf\"\noutrigger { " + Loading.SERVER + " }");

    assertThat(Loading.errors(loaded))
        .extracting(ConfigProblem::file, ConfigProblem::line, ConfigProblem::key)
        .contains(tuple(part.toString(), 2, "outrigger.links[0].rapid-commit"));
  }

  @Test
  void thousandsOfReservationsAndHundredsOfLinksLoad() {
    StringBuilder text = new StringBuilder("outrigger { " + Loading.SERVER + "\nlinks = [\n");
    for (int i = 0; i < 200; i++) {
      String net = "2001:db8:" + Integer.toHexString(i + 16);
      text.append("{ name = l%d, relay-link-addresses = \"%s::/64\", ".formatted(i, net))
          .append("prefixes = \"%s::/64\", pools = [".formatted(net))
          .append("{ name = p%d, kind = address, range = \"%s::/72\" }".formatted(i, net))
          .append("], reservations = [\n");
      for (int j = 0; j < 50; j++) {
        text.append("{ duid = \"00030001%08x\", ".formatted(i * 50 + j))
            .append("address = \"%s::%x\" }\n".formatted(net, j + 1));
      }
      text.append("] }\n");
    }

    OutriggerConfig config = Loading.config(folder, text.append("] }").toString());

    assertThat(config.links()).hasSize(200);
    assertThat(config.links()).allMatch(link -> link.reservations().size() == 50);
  }

  @ParameterizedTest
  @CsvSource({"on, true", "yes, true", "true, true", "off, false", "no, false", "false, false"})
  void aSwitchMayBeWrittenInEveryWayOfHocon(String written, boolean on) {
    assertThat(
            Loading.link(folder, Loading.ROOMY_LINK + ", rapid-commit = " + written).rapidCommit())
        .isEqualTo(on);
  }
}
