package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.admin.FakePool;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.lease.ClientIa;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.LoadClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoDatabaseTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LoadClock CLOCK = new LoadClock(() -> 0, 0, START);
  private static final Duid ONE = FakePool.client(1);
  private static final Duid TWO = FakePool.client(2);

  private static String active(String resource, Duid client, long expiresSeconds) {
    return """
    {"resource":"%s","client":"%s","iaid":7,"status":"ACTIVE","expires":"%s"}\
    """
        .formatted(resource, client.toHex(), START.plusSeconds(expiresSeconds));
  }

  private static String free(String resource, String status) {
    return """
    {"resource":"%s","client":null,"iaid":null,"status":"%s","expires":null}\
    """
        .formatted(resource, status);
  }

  private static DemoDatabase alpha(String... lines) throws Exception {
    return DemoDatabase.of("alpha", Stream.of(lines));
  }

  private static DemoDatabase beta(String... lines) throws Exception {
    return DemoDatabase.of("beta", Stream.of(lines));
  }

  private static List<DemoLedger.Promise> promised(String resource, Duid client, long seconds) {
    HeldLease lease =
        new HeldLease(
            Ipv6Prefix.parse(resource),
            false,
            7,
            seconds,
            seconds,
            5,
            8,
            FakePool.client(0),
            MessageType.REQUEST,
            0,
            1);
    return List.of(new DemoLedger.Promise(new ClientIa(client, 7), lease));
  }

  @Test
  void whatAClientWasPromisedIsThere() throws Exception {
    DemoDatabase database = alpha(active("2001:db8::1", ONE, 29));
    assertThat(database.missing(promised("2001:db8::1", ONE, 30), CLOCK)).isEmpty();
    assertThat(database.active()).isEqualTo(1);
  }

  @Test
  void aPromiseThatTheServerDoesNotBearOutIsFound() throws Exception {
    DemoDatabase database = alpha(active("2001:db8::1", ONE, 28), free("2001:db8::2", "EXPIRED"));
    assertThat(database.missing(promised("2001:db8::1", ONE, 30), CLOCK))
        .singleElement()
        .asString()
        .contains("alpha thinks until 2026-01-01T00:00:28Z");
    assertThat(database.missing(promised("2001:db8::1", TWO, 20), CLOCK))
        .singleElement()
        .asString()
        .contains("as a lease of " + ONE.toHex());
    assertThat(database.missing(promised("2001:db8::2", ONE, 20), CLOCK))
        .singleElement()
        .asString()
        .contains("alpha has it as EXPIRED");
    assertThat(database.missing(promised("2001:db8::3", ONE, 20), CLOCK))
        .singleElement()
        .asString()
        .contains("alpha does not know it");
  }

  @Test
  void aResourceThatIsListedTwiceIsFound() throws Exception {
    assertThat(alpha(active("2001:db8::1", ONE, 9), active("2001:db8::1", ONE, 9)).listedTwice())
        .hasSize(1);
  }

  @Test
  void aResourceInTwoHandsIsFound() throws Exception {
    DemoDatabase alpha = alpha(active("2001:db8::1", ONE, 9), active("2001:db8::2", ONE, 9));
    DemoDatabase beta = beta(active("2001:db8::1", TWO, 9), active("2001:db8::2", ONE, 9));
    assertThat(alpha.inTwoHands(beta)).singleElement().asString().contains("2001:db8::1:");
  }

  @Test
  void databasesThatSayTheSameDoNotDiffer() throws Exception {
    DemoDatabase alpha =
        alpha(
            active("2001:db8::1", ONE, 10),
            free("2001:db8:8000::/56", "FREE-BACKUP"),
            free("2001:db8::9", "EXPIRED"));
    DemoDatabase beta =
        beta(active("2001:db8::1", ONE, 15), free("2001:db8:8000::/56", "FREE-BACKUP"));
    assertThat(alpha.differences(beta)).isEmpty();
  }

  @Test
  void differencesOfDatabasesAreFound() throws Exception {
    DemoDatabase alpha =
        alpha(
            active("2001:db8::1", ONE, 10),
            active("2001:db8::2", ONE, 10),
            free("2001:db8:8000::/56", "FREE"));
    DemoDatabase beta =
        beta(
            active("2001:db8::1", ONE, 16),
            active("2001:db8::3", TWO, 10),
            free("2001:db8:8000::/56", "FREE-BACKUP"));
    assertThat(alpha.differences(beta))
        .hasSize(4)
        .anySatisfy(text -> assertThat(text).startsWith("2001:db8::1: "))
        .anySatisfy(text -> assertThat(text).contains("2001:db8::2: ", "beta has nothing"))
        .anySatisfy(text -> assertThat(text).contains("2001:db8::3: alpha has nothing"))
        .anySatisfy(text -> assertThat(text).contains("alpha has FREE, beta has FREE-BACKUP"));
  }
}
