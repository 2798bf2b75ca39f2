package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClientCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ClientCommand(System::nanoTime, InstantSource.system()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int runAgainst(TinyServer server, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server",
                "[::1]:" + server.address().getPort(),
                "--link-address",
                "2001:db8:1::1"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void leasesAreReportedAsJsonAndWrittenToTheLedger() throws Exception {
    Path ledger = folder.resolve("ledger.ndjson");
    try (TinyServer server = new TinyServer()) {
      int code =
          runAgainst(
              server,
              "--clients",
              "20",
              "--rate",
              "1000",
              "--renew",
              "--release",
              "--verify",
              "--json",
              "--ledger",
              ledger.toString());
      assertThat(code).as(err.toString()).isZero();
    }
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("completed").intValue()).isEqualTo(20);
    assertThat(report.get("sent").get("renew").intValue()).isEqualTo(20);
    assertThat(report.get("delaysMillis").get("request").get("p99").doubleValue()).isPositive();
    List<String> lines = Files.readAllLines(ledger);
    assertThat(lines.stream().filter(line -> line.contains("\"to\":\"REQUEST\""))).hasSize(20);
    assertThat(lines.stream().filter(line -> line.contains("\"to\":\"RENEW\""))).hasSize(20);
    assertThat(lines.stream().filter(line -> line.contains("\"message\":\"RELEASE\""))).hasSize(20);
  }

  @Test
  void twoHoldersFailTheRunIfItIsToVerify() throws Exception {
    try (TinyServer server = new TinyServer()) {
      server.sameForAll = true;
      assertThat(runAgainst(server, "--clients", "2", "--verify")).isEqualTo(1);
      assertThat(out.toString()).contains("with two holders: 1");
      assertThat(runAgainst(server, "--clients", "2", "--seed", "2")).isZero();
    }
  }

  @Test
  void silenceFailsTheRun() throws Exception {
    try (TinyServer server = new TinyServer()) {
      server.deafTo.set(Integer.MAX_VALUE);
      int code = runAgainst(server, "--transmissions", "1", "--timer-scale", "0.01");
      assertThat(code).isEqualTo(1);
      assertThat(out.toString()).contains("1 timed out");
    }
  }

  @Test
  void durationsAndInformationRequests() throws Exception {
    try (TinyServer server = new TinyServer()) {
      int code =
          runAgainst(server, "--scenario", "information", "--clients", "3", "--duration", "100ms");
      assertThat(code).isZero();
      assertThat(out.toString()).contains("information-request").doesNotContain("solicit");
    }
  }

  @Test
  void wrongUsageIsSaidWithExitCode2() {
    for (String[] wrong :
        new String[][] {
          {"--server", "[::1]:1547"},
          {"--link-address", "2001:db8::1"},
          {"--server", "nonsense", "--link-address", "2001:db8::1"},
          {"--server", "[::1]:1547", "--link-address", "nonsense"},
          {"--server", "[::1]:1547", "--unicast", "--multicast"},
          {"--multicast"},
          {"--unicast", "--server", "[::1]:1547", "--rate", "0"},
          {"--unicast", "--server", "[::1]:1547", "--duration", "soon"},
          {"--unicast", "--server", "[::1]:1547", "--timer-scale", "0"},
          {"--unicast", "--server", "[::1]:1547", "--ia", "ta"},
        }) {
      assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
    }
  }

  @Test
  void socketThatCannotBeHadIsSaidWithExitCode1() throws IOException {
    int code = run("--multicast", "--interface", "nosuchinterface0");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("no interface nosuchinterface0");
  }
}
