package io.outrigger.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duid CLIENT = new ClientIdentity(1, 1).duid();
  private static final LoadClock CLOCK =
      new LoadClock(() -> 0, 0, Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path folder;

  private static HeldLease lease(String resource, long validSeconds) {
    Ipv6Prefix prefix = Ipv6Prefix.parse(resource);
    return new HeldLease(
        prefix,
        !prefix.isAddress(),
        -1,
        30,
        validSeconds,
        10,
        16,
        SessionHarness.SERVER,
        MessageType.RENEW,
        SECOND,
        2 * SECOND);
  }

  @Test
  void leaseIsOneLineOfJsonOnceFlushed() throws IOException {
    Path file = folder.resolve("ledger");
    try (FileLedger ledger = FileLedger.append(file, CLOCK)) {
      ledger.granted(CLIENT, lease("2001:db8::5", 90));
      assertThat(file).isEmptyFile();
      ledger.flush();
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSize(1);
      assertThat(lines.getFirst())
          .isEqualTo(
              "{\"time\":\"2026-01-01T00:00:02Z\",\"asked\":\"2026-01-01T00:00:01Z\","
                  + "\"message\":\"REPLY\",\"to\":\"RENEW\",\"client\":\""
                  + CLIENT.toHex()
                  + "\",\"iaid\":4294967295,\"kind\":\"address\",\"resource\":\"2001:db8::5\","
                  + "\"preferred\":30,\"valid\":90,\"t1\":10,\"t2\":16,"
                  + "\"expires\":\"2026-01-01T00:01:31Z\",\"server\":\"0003000102030405aa01\"}");
    }
  }

  @Test
  void everyKindOfLineIsJsonAndLinesAreAppended() throws IOException {
    Path file = folder.resolve("ledger");
    for (int run = 0; run < 2; run++) {
      try (FileLedger ledger = FileLedger.append(file, CLOCK)) {
        ledger.granted(CLIENT, lease("2001:db8:1::/56", HeldLease.INFINITY));
        ledger.gaveUp(CLIENT, lease("2001:db8:1::/56", 90), MessageType.RELEASE, 3 * SECOND);
        ledger.gaveUp(CLIENT, lease("2001:db8::5", 90), MessageType.REPLY, 3 * SECOND);
        ledger.unanswered(CLIENT, MessageType.REQUEST, 3 * SECOND);
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(8);
    ObjectMapper mapper = new ObjectMapper();
    JsonNode infinite = mapper.readTree(lines.get(0));
    assertThat(infinite.get("expires").isNull()).isTrue();
    assertThat(infinite.get("kind").textValue()).isEqualTo("prefix");
    JsonNode released = mapper.readTree(lines.get(1));
    assertThat(released.get("message").textValue()).isEqualTo("RELEASE");
    assertThat(released.get("time").textValue()).isEqualTo("2026-01-01T00:00:03Z");
    assertThat(mapper.readTree(lines.get(2)).get("valid").intValue()).isZero();
    JsonNode unanswered = mapper.readTree(lines.get(3));
    assertThat(unanswered.get("message").textValue()).isEqualTo("UNANSWERED");
    assertThat(unanswered.get("to").textValue()).isEqualTo("REQUEST");
    assertThat(unanswered.get("client").textValue()).isEqualTo(CLIENT.toHex());
  }
}
