package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrigger.loadclient.LoadClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStoryTest {
  private static final String CHANGE =
      "2026-11-21T12:20:30.677Z INFO  FailoverEndpoint: OR1001 relationship=demo from=RECOVER-DONE"
          + " to=NORMAL rule=8.7.2/1 reason=\"the partner is \\\"there\"";

  private final DemoStates states = new DemoStates(List.of("alpha", "beta"));
  private final DemoVerdict verdict = new DemoVerdict();

  @Test
  void aLineOfTheLogTellsOfAChangeOfState() {
    assertThat(DemoLog.change(CHANGE))
        .hasValueSatisfying(
            change -> {
              assertThat(change.at()).isEqualTo(Instant.parse("2026-11-21T12:20:30.677Z"));
              assertThat(change.from()).isEqualTo("RECOVER-DONE");
              assertThat(change.to()).isEqualTo("NORMAL");
            });
    assertThat(DemoLog.change("2026-11-21T12:20:30.677Z INFO  RunningServer: serving")).isEmpty();
    assertThat(DemoLog.change(CHANGE.replace("2026-11-21", "2026-13-21"))).isEmpty();
  }

  @Test
  void aLineThatIsHalfWrittenIsReadWhenItIsWhole(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("server.log");
    DemoLog log = new DemoLog(file);
    assertThat(log.news()).isEmpty();
    Files.writeString(file, "something else\n" + CHANGE.substring(0, 60));
    assertThat(log.news()).isEmpty();
    Files.writeString(file, CHANGE.substring(60) + "\n", StandardOpenOption.APPEND);
    assertThat(log.news()).hasSize(1);
    assertThat(log.news()).isEmpty();
  }

  @Test
  void statesOfBothServersStandSideBySide() {
    assertThat(states.entered("beta", "NORMAL")).isTrue();
    assertThat(states.entered("beta", "NORMAL")).isFalse();
    assertThat(states.standing())
        .isEqualTo("[ alpha -                          | beta NORMAL                     ]");
  }

  @Test
  void statesThatWereExpectedAndDidNotComeInOrderAreFound() {
    states.entered("alpha", "NORMAL");
    int mark = states.mark("alpha");
    states.entered("alpha", "RECOVER");
    states.entered("alpha", "RECOVER-WAIT");
    states.entered("alpha", "NORMAL");
    assertThat(states.missing("alpha", mark, List.of("RECOVER", "NORMAL"))).isEmpty();
    assertThat(states.missing("alpha", mark, List.of("NORMAL", "RECOVER")))
        .containsExactly("alpha went RECOVER, RECOVER-WAIT, NORMAL, not NORMAL, RECOVER");
    assertThat(states.missing("alpha", mark, List.of("PARTNER-DOWN"))).hasSize(1);
  }

  @Test
  void nothingHoldsBeforeSomethingWasChecked() {
    assertThat(verdict.holds()).isFalse();
    verdict.check("leases in two hands", List.of());
    assertThat(verdict.holds()).isTrue();
    verdict.check("leases in two hands", List.of("2001:db8::1"));
    assertThat(verdict.holds()).isFalse();
  }

  @Test
  void theTableHasFiguresChecksAndTheFirstOfWhatIsWrong() {
    verdict.count("clients", 400);
    verdict.seconds("until the first lease", 0.0499);
    verdict.check("leases in two hands", List.of());
    verdict.check("leases lost", java.util.Collections.nCopies(12, "one"));
    List<String> lines = verdict.lines();
    assertThat(lines.get(0)).endsWith("  400");
    assertThat(lines.get(1)).contains("until the first lease").endsWith(" 0.05 s");
    assertThat(lines.get(3)).startsWith("  ok  leases in two hands").endsWith(" 0");
    assertThat(lines.get(4)).startsWith("  NO  leases lost").endsWith(" 12");
    assertThat(lines.stream().filter("  one"::equals)).hasSize(10);
    assertThat(lines.getLast()).isEqualTo("  and 2 more");
  }

  @Test
  void jsonHasTheVerdict() {
    verdict.seconds("until the first lease", 0.5);
    verdict.check("leases lost", List.of("one"));
    ObjectNode json = AdminClient.JSON.createObjectNode();
    verdict.into(json);
    assertThat(json)
        .hasToString(
            "{\"holds\":false,\"figures\":[{\"name\":\"until the first lease\",\"value\":0.5,"
                + "\"unit\":\"s\"}],\"checks\":[{\"name\":\"leases lost\",\"wrong\":[\"one\"]}]}");
  }

  @Test
  void theStoryIsToldWithTimesOrKeptForJson() {
    StringWriter text = new StringWriter();
    LoadClock clock = new LoadClock(() -> 12_345_000_000L, 0, Instant.EPOCH);
    DemoTeller teller = new DemoTeller(clock, new PrintWriter(text), false);
    teller.act("1. They meet");
    teller.state(1_000_000_000L, "alpha", "NORMAL", "[ alpha NORMAL ]");
    teller.say("both serve");
    teller.end();
    teller.say("unheard");
    assertThat(text.toString().lines())
        .containsExactly("", "1. They meet", "   1.0 s  [ alpha NORMAL ]", "  12.3 s  both serve");
    assertThat(teller.events().get(1))
        .hasToString("{\"seconds\":1.0,\"server\":\"alpha\",\"state\":\"NORMAL\"}");
  }
}
