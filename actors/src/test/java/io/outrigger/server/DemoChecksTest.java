package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.admin.AdminUnderTest;
import io.outrigger.admin.FakePool;
import io.outrigger.admin.FakeView;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.LoadClock;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoChecksTest {
  private static final Duid ONE = FakePool.client(1);
  private static final Duid TWO = FakePool.client(2);
  private static final LoadClock CLOCK =
      new LoadClock(() -> 0, 0, Instant.ofEpochSecond(FakePool.SINCE));

  private final DemoLedger ledger = new DemoLedger();

  private static HeldLease lease(String resource, long validSeconds, MessageType question) {
    return new HeldLease(
        Ipv6Prefix.parse(resource),
        false,
        -1,
        validSeconds,
        validSeconds,
        5,
        8,
        FakePool.client(0),
        question,
        0,
        1);
  }

  private void granted(Duid client, String resource, long validSeconds) {
    ledger.granted(client, lease(resource, validSeconds, MessageType.REQUEST));
  }

  @Test
  void theDatabaseIsHeldAgainstWhatTheClientsWereTold() throws Exception {
    granted(ONE, "2001:db8:1::1", 7200);
    granted(ONE, "2001:db8:1::2", 7200);
    granted(FakePool.client(3), "2001:db8:1::3", 7300);
    granted(ONE, "2001:db8:1::99", 7200);
    try (AdminUnderTest server =
        new AdminUnderTest(FakeView.of(new FakePool("lab-na", "2001:db8:1::/64", 128, 5)))) {
      DemoDatabase database = DemoDatabase.read(new AdminClient(URI.create(server.url())));
      assertThat(database.listedTwice()).isEmpty();
      assertThat(database.missing(ledger.promises(), CLOCK))
          .hasSize(3)
          .anySatisfy(text -> assertThat(text).contains("::2 ", "as a lease of " + TWO.toHex()))
          .anySatisfy(text -> assertThat(text).contains("::3 ", "the server thinks until"))
          .anySatisfy(text -> assertThat(text).contains("::99 ", "does not know it"));
    }
  }

  @Test
  void aResourceThatIsListedTwiceIsFound() throws Exception {
    try (AdminUnderTest server =
        new AdminUnderTest(
            FakeView.of(
                new FakePool("a", "2001:db8:1::/64", 128, 1),
                new FakePool("b", "2001:db8:1::/64", 128, 2)))) {
      DemoDatabase database = DemoDatabase.read(new AdminClient(URI.create(server.url())));
      assertThat(database.listedTwice()).hasSize(1).first().asString().contains("2001:db8:1:: ");
    }
  }

  @Test
  void twoHoldersAndChangesOfLeasesAreFound() {
    granted(ONE, "2001:db8:1::1", 7200);
    granted(ONE, "2001:db8:1::1", 7200);
    assertThat(ledger.doubleHolders()).isEmpty();
    assertThat(ledger.changes()).isEmpty();
    granted(TWO, "2001:db8:1::1", 7200);
    assertThat(ledger.doubleHolders()).hasSize(1);
    granted(ONE, "2001:db8:1::2", 7200);
    assertThat(ledger.changes()).hasSize(1);
    ledger.gaveUp(ONE, lease("2001:db8:1::2", 7200, MessageType.REQUEST), MessageType.SOLICIT, 9);
    assertThat(ledger.changes()).hasSize(2);
  }

  @Test
  void onlyRenewalsAfterTheMomentCount() {
    granted(ONE, "2001:db8:1::1", 7200);
    assertThat(ledger.renewedSince(0)).isZero();
    ledger.granted(ONE, lease("2001:db8:1::1", 7200, MessageType.RENEW));
    assertThat(ledger.renewedSince(0)).isEqualTo(1);
    assertThat(ledger.renewedSince(1)).isZero();
  }
}
