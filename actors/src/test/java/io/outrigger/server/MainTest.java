package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.admin.AdminUnderTest;
import io.outrigger.admin.FakePool;
import io.outrigger.admin.FakeView;
import io.outrigger.lease.BindingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path good(String name) throws IOException {
    return file(
        name,
        """
        outrigger {
          server { name = alpha, state-dir = "%s", listen { unicast = ["[::1]:15999"] } }
          links = [{
            name = lab
            relay-link-addresses = ["2001:db8:1::/64"]
            prefixes = ["2001:db8:1::/64"]
            lifetimes { preferred = 1h, valid = 2h }
            pools = [{ name = na, kind = address, range = "2001:db8:1::10 - 2001:db8:1::ff" }]
          }]
        }
        """
            .formatted(directory.resolve("state")));
  }

  @Test
  void withoutACommandTheUsageIsWrong() {
    Outcome outcome = Outcome.of();
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("Missing command").contains("check-config");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "check-config",
        "status",
        "leases",
        "explain",
        "partner-down",
        "reset",
        "reload",
        "keygen",
        "demo",
        "client"
      })
  void everyCommandHasHelpThatNamesTheExitCodes(String command) {
    Outcome outcome = Outcome.of(command, "--help");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("Usage: outrigger " + command)
        .contains("2   wrong usage or configuration");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void theVersionIsOneLine() {
    Outcome outcome = Outcome.of("--version");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines()).hasSize(1).first().asString().startsWith("outrigger ");
  }

  @Test
  void whatIsNotKnownIsWrongUsage() {
    for (List<String> line :
        List.of(
            List.of("fly"),
            List.of("status", "--colour"),
            List.of("serve"),
            List.of("check-config"),
            List.of("leases", "--limit", "many"),
            List.of("leases", "--limit", "0"),
            List.of("leases", "--client", "zz"),
            List.of("leases", "--address", "foo"),
            List.of("leases", "--after", "2001:db8::1/64"),
            List.of("leases", "--status", "ACTIVE,BUSY"),
            List.of("leases", "--status", "ACTIVE", "--all"),
            List.of("status", "--url", "foo"),
            List.of("status", "--url", "[::1]:8647"),
            List.of("status", "--url", "ftp://[::1]:8647"),
            List.of("serve", "--config", "x", "--log-format", "xml"))) {
      assertThat(Outcome.of(line.toArray(String[]::new)).code()).as("%s", line).isEqualTo(2);
    }
  }

  @Test
  void aGoodConfigurationPasses() throws IOException {
    Outcome outcome = Outcome.of("check-config", good("a.conf").toString());
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("a.conf: no errors");
  }

  @Test
  void everyErrorNamesFileLineAndKey() throws IOException {
    Path file = good("a.conf");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("name = alpha", "nome = alpha")
            .replace("kind = address", "kind = adress"));
    Outcome outcome = Outcome.of("check-config", file.toString());
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("a.conf:2: outrigger.server.nome: ")
        .contains("a.conf:8: outrigger.links[0].pools[0].kind: ");
    assertThat(Outcome.of("check-config", "--json", file.toString()).out())
        .contains("\"line\":8,\"key\":\"outrigger.links[0].pools[0].kind\"");
    assertThat(Outcome.of("serve", "--config", file.toString()).code()).isEqualTo(2);
  }

  @Test
  void serversWithoutACommonRelationshipAreNoPartners() throws IOException {
    Outcome outcome =
        Outcome.of("check-config", good("a.conf").toString(), good("b.conf").toString());
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).isNotEmpty();
  }

  @Test
  void statusIsForPeopleAndForPrograms() {
    try (AdminUnderTest server =
        new AdminUnderTest(
            new FakeView(
                List.of(new FakePool("lab-na", "2001:db8:1::/64", 128, 2)),
                List.of("no journal")))) {
      Outcome table = Outcome.of("status", "--url", server.url());
      assertThat(table.code()).isZero();
      assertThat(table.out())
          .contains("alpha 0.1.0, running since 2026-11-21T08:00:00Z, NOT serving: no journal")
          .containsPattern("NAME +LINK +KIND +CAPACITY +ACTIVE +FREE-OWN")
          .containsPattern("lab-na +lab +address +65536 +2 +65534");
      Outcome json = Outcome.of("status", "--json", "--url", server.url() + "/");
      assertThat(json.out()).startsWith("{\"server\":\"alpha\"");
    }
  }

  @Test
  void leasesAreForPeopleAndForPrograms() {
    try (AdminUnderTest server =
        new AdminUnderTest(
            FakeView.of(
                new FakePool("lab-na", "2001:db8:1::/64", 128, 3),
                new FakePool("lab-pd", "2001:db8:8000::/40", 56, 3)))) {
      Outcome table = Outcome.of("leases", "--url", server.url(), "--pool", "lab-pd");
      assertThat(table.code()).isZero();
      assertThat(table.out().lines()).hasSize(4);
      assertThat(table.out())
          .containsPattern("RESOURCE +STATUS +EXPIRES")
          .containsPattern(
              "2001:db8:8000:100::/56 +ACTIVE +2027-01-15T10:00:00Z +4294967295 +lab-pd");
      Outcome json =
          Outcome.of(
              "leases", "--json", "--url", server.url(), "--after", "2001:db8:1::", "--limit", "1");
      assertThat(json.out().lines())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("{\"resource\":\"2001:db8:1::1\"");
    }
  }

  @Test
  void whatTheServerRefusesIsSaidInOneLine() {
    try (AdminUnderTest server = new AdminUnderTest(FakeView.of())) {
      Outcome outcome = Outcome.of("leases", "--url", server.url(), "--pool", "none");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).isEqualTo("outrigger: pool: no pool is named \"none\"\n");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaidInOneLine() {
    for (String command : List.of("status", "leases", "reload")) {
      Outcome outcome = Outcome.of(command, "--url", "http://[::1]:1");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err())
          .startsWith("outrigger: no server answers at http://[::1]:1")
          .hasLineCount(1);
    }
  }

  @Test
  void whatIsWrongWithAnArgumentIsSaidInWords() {
    assertThat(Outcome.of("status", "--url", "nonsense").err())
        .contains("\"nonsense\" is no URL of a server, such as http://[::1]:8647");
    assertThat(Outcome.of("leases", "--client", "zz").err())
        .contains("\"zz\" is no DUID: 3 to 130 octets in hexadecimal");
  }

  @Test
  void leasesLeavesOutWhatIsFreeUnlessItIsAskedFor() {
    try (AdminUnderTest server =
        new AdminUnderTest(
            FakeView.of(
                new FakePool("lab-pd", "2001:db8:8000::/40", 56, 10)
                    .withStatuses(
                        BindingStatus.FREE_BACKUP,
                        BindingStatus.FREE,
                        BindingStatus.EXPIRED,
                        BindingStatus.FREE_BACKUP,
                        BindingStatus.ACTIVE)))) {
      assertThat(statuses(server)).containsExactly("EXPIRED", "ACTIVE", "EXPIRED", "ACTIVE");
      assertThat(statuses(server, "--json")).hasSize(4);
      assertThat(statuses(server, "--limit", "3")).containsExactly("EXPIRED", "ACTIVE", "EXPIRED");
      assertThat(statuses(server, "--all")).hasSize(10);
      assertThat(statuses(server, "--status", "active,FREE"))
          .containsExactly("FREE", "ACTIVE", "FREE", "ACTIVE");
      assertThat(statuses(server, "--address", "2001:db8:8000::/56"))
          .containsExactly("FREE-BACKUP");
    }
  }

  private static List<String> statuses(AdminUnderTest server, String... more) {
    List<String> line = new ArrayList<>(List.of("leases", "--url", server.url()));
    line.addAll(List.of(more));
    Outcome outcome = Outcome.of(line.toArray(String[]::new));
    assertThat(outcome.code()).isZero();
    return Pattern.compile("FREE-BACKUP|FREE|EXPIRED|ACTIVE")
        .matcher(outcome.out())
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void aTokenThatCannotBeReadIsSaidInOneLine() {
    Outcome outcome = Outcome.of("status", "--state-dir", directory.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("outrigger: there is no " + directory.resolve("admin.token") + ": --state-dir")
        .hasLineCount(1);
  }
}
