package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.admin.AdminUnderTest;
import io.outrigger.admin.Commanded;
import io.outrigger.admin.FakePool;
import io.outrigger.admin.FakeView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorCommandsTest {
  @TempDir static Path stateDirectory;

  private static FakeView view;
  private static AdminUnderTest server;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(stateDirectory.resolve(StateDirectory.TOKEN_FILE), AdminUnderTest.TOKEN);
    view =
        FakeView.of(
                new FakePool("lab-na", "2001:db8:1::/64", 128, 2),
                new FakePool("lab-pd", "2001:db8:8000::/40", 56, 0))
            .sharing("campus");
    server = new AdminUnderTest(view);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nothingToldYet() {
    view.answering(new Commanded.Done("it is done"));
    view.told();
  }

  private static Outcome withToken(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--url", server.url(), "--state-dir", stateDirectory.toString()));
    return Outcome.of(all.toArray(String[]::new));
  }

  @Test
  void statusShowsARelationshipAndWhatToKnowOfIt() {
    Outcome outcome = Outcome.of("status", "--url", server.url());
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "NAME +ROLE +STATE +SINCE +PARTNER-STATE +COMMUNICATIONS +OWED +UNACKED +SKEW-MILLIS")
        .containsPattern(
            "campus +primary +COMMUNICATIONS-INTERRUPTED +2026-11-21T09:00:00Z +NORMAL +interrupted"
                + " +12 +0 +-250")
        .contains("  campus: ALARM OR1003 communications interrupted since 2026-11-21T09:00:00Z")
        .contains("  campus: no connection: connection refused")
        .contains("  campus: waits for the partner, until 2026-11-21T10:00:00Z")
        .contains("  campus: the oldest update owed is 90 s old; rejected by the partner and tried")
        .contains("  campus: the two configurations differ in pools lab-pd: run check-config");
  }

  @Test
  void explainIsForPeopleAndForPrograms() {
    Outcome text = Outcome.of("explain", "2001:db8:8000:100::/56", "--url", server.url());
    assertThat(text.code()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(text.out())
        .startsWith("2001:db8:8000:100::/56 of pool lab-pd on link lab is FREE")
        .contains("Who may give it to another client: this server");
    assertThat(Outcome.of("explain", "--json", "2001:db8:1::1", "--url", server.url()).out())
        .startsWith("{\"resource\":\"2001:db8:1::1\",\"pool\":\"lab-na\"");
  }

  @Test
  void aResourceOfNoPoolIsAFailure() {
    Outcome outcome = Outcome.of("explain", "2001:db8:2::1", "--url", server.url());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("outrigger: no pool here leases 2001:db8:2::1\n");
  }

  @Test
  void commandsAreGivenAndTheirAnswerIsPrinted() {
    for (List<String> line :
        List.of(
            List.of("partner-down", "campus"),
            List.of("reload"),
            List.of("reset", "2001:db8:8000:100::/56"))) {
      Outcome outcome = withToken(line.toArray(String[]::new));
      assertThat(outcome.code()).as("%s", line).isZero();
      assertThat(outcome.out()).isEqualTo("it is done\n");
      assertThat(view.told()).containsExactly(String.join(" ", line));
    }
    assertThat(withToken("reload", "--json").out()).isEqualTo("{\"text\":\"it is done\"}\n");
  }

  @Test
  void aDryRunNeedsNoTokenOnLoopbackAndChangesNothing() {
    Outcome outcome = Outcome.of("partner-down", "campus", "--dry-run", "--url", server.url());
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo("first line\nsecond line\n");
    assertThat(
            Outcome.of("partner-down", "campus", "--dry-run", "--json", "--url", server.url())
                .out())
        .startsWith("{\"relationship\":\"campus\",\"allowed\":false");
    assertThat(Outcome.of("partner-down", "x y/z", "--dry-run", "--url", server.url()).err())
        .isEqualTo("outrigger: there is no relationship \"x y/z\"\n");
    assertThat(view.told()).isEmpty();
  }

  @Test
  void aCommandWithoutTheTokenSaysHowToGiveIt() throws IOException {
    Path other = Files.createDirectory(stateDirectory.resolve("other"));
    Files.writeString(other.resolve(StateDirectory.TOKEN_FILE), "wrong");
    Outcome wrong = Outcome.of("reload", "--url", server.url(), "--state-dir", other.toString());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("does not take this token").hasLineCount(1);
    assertThat(view.told()).isEmpty();
  }

  @Test
  void whatStandsAgainstACommandIsSaidInOneLine() {
    view.answering(new Commanded.Refused("the partner is in reach"));
    Outcome outcome = withToken("partner-down", "campus");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("outrigger: the partner is in reach\n");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void whatAPartnerSaidMovesNoCursor() {
    view.answering(new Commanded.Done("a\u001b[2Jb\nc"));
    assertThat(withToken("reload").out()).isEqualTo("a?[2Jb?c\n");
  }

  @Test
  void aConfigurationWithErrorsIsACodeOfItsOwn() {
    view.answering(new Commanded.Invalid(List.of("a.conf:1: x: bad", "a.conf:2: y: worse")));
    Outcome outcome = withToken("reload");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "a.conf:1: x: bad\na.conf:2: y: worse\noutrigger: 2 errors; nothing was changed\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain",
        "explain nonsense",
        "explain 2001:db8::1/64",
        "reset",
        "reset 10.0.0.1",
        "partner-down",
        "partner-down a b",
        "reload now"
      })
  void wrongUsageIsSaidBeforeTheServerIsAsked(String line) {
    Outcome outcome = withToken(line.split(" "));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(view.told()).isEmpty();
  }
}
