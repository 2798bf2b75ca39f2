package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.admin.FakePool;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;
import io.outrigger.loadclient.HeldLease;
import org.junit.jupiter.api.Test;

class DemoLedgerTest {
  private static final Duid ONE = FakePool.client(1);
  private static final Duid TWO = FakePool.client(2);
  private static final long SECOND = 1_000_000_000L;

  private final DemoLedger ledger = new DemoLedger();

  private static HeldLease lease(
      String resource, MessageType question, long askedSeconds, long validSeconds) {
    return new HeldLease(
        Ipv6Prefix.parse(resource),
        false,
        1,
        validSeconds,
        validSeconds,
        5,
        8,
        FakePool.client(0),
        question,
        askedSeconds * SECOND,
        askedSeconds * SECOND + 1);
  }

  private void requested(Duid client, String resource, long askedSeconds) {
    ledger.granted(client, lease(resource, MessageType.REQUEST, askedSeconds, 30));
  }

  @Test
  void aResourceOfTwoClientsAtATimeIsFound() {
    requested(ONE, "2001:db8:1::1", 0);
    requested(ONE, "2001:db8:1::1", 5);
    assertThat(ledger.doubleHolders()).isEmpty();
    requested(TWO, "2001:db8:1::1", 34);
    assertThat(ledger.doubleHolders()).hasSize(1);
  }

  @Test
  void aResourceMayHaveAnotherClientOnceTheFirstOneMayNotUseItAnyMore() {
    requested(ONE, "2001:db8:1::1", 0);
    requested(TWO, "2001:db8:1::1", 30);
    assertThat(ledger.doubleHolders()).isEmpty();
  }

  @Test
  void aSecondLeaseOfAClientIsFoundOnceAndNoLoss() {
    requested(ONE, "2001:db8:1::1", 0);
    ledger.granted(ONE, lease("2001:db8:1::2", MessageType.REBIND, 7, 30));
    ledger.granted(ONE, lease("2001:db8:1::2", MessageType.RENEW, 12, 30));
    assertThat(ledger.losses()).isEmpty();
    assertThat(ledger.wants()).isEqualTo(1);
    assertThat(ledger.more())
        .singleElement()
        .asString()
        .contains("2001:db8:1::1", "2001:db8:1::2", "7.0 s", "REBIND");
  }

  @Test
  void aLeaseThatAClientGaveUpIsALossAndNoPromiseAnyMore() {
    requested(ONE, "2001:db8:1::1", 0);
    ledger.gaveUp(
        ONE, lease("2001:db8:1::1", MessageType.REQUEST, 0, 30), MessageType.SOLICIT, 9 * SECOND);
    assertThat(ledger.losses()).singleElement().asString().contains("2001:db8:1::1", "9.0 s");
    assertThat(ledger.promises()).isEmpty();
  }

  @Test
  void onlyRenewalsThatWereAskedForSinceTheMomentCount() {
    requested(ONE, "2001:db8:1::1", 0);
    assertThat(ledger.renewedSince(0)).isZero();
    ledger.granted(ONE, lease("2001:db8:1::1", MessageType.RENEW, 5, 900));
    ledger.granted(ONE, lease("2001:db8:1::1", MessageType.REBIND, 10, 30));
    assertThat(ledger.renewedSince(10 * SECOND)).isEqualTo(1);
    assertThat(ledger.renewedSince(10 * SECOND + 1)).isZero();
  }

  @Test
  void theFirstNewLeaseIsTheFirstOfAClientThatHadNone() {
    requested(ONE, "2001:db8:1::1", 0);
    requested(ONE, "2001:db8:1::1", 20);
    assertThat(ledger.firstBegunSince(10 * SECOND)).isEmpty();
    requested(TWO, "2001:db8:1::2", 25);
    requested(FakePool.client(3), "2001:db8:1::3", 26);
    assertThat(ledger.firstBegunSince(10 * SECOND)).hasValue(25 * SECOND + 1);
    assertThat(ledger.begunSince(10 * SECOND)).isEqualTo(2);
    assertThat(ledger.begunSince(10 * SECOND, 900)).isZero();
    assertThat(ledger.begunSince(10 * SECOND, 30)).isEqualTo(2);
  }

  @Test
  void theLifetimeThatCountsIsTheLastOne() {
    requested(ONE, "2001:db8:1::1", 0);
    assertThat(ledger.heldFor(900)).isZero();
    ledger.granted(ONE, lease("2001:db8:1::1", MessageType.RENEW, 5, 900));
    assertThat(ledger.heldFor(900)).isEqualTo(1);
  }
}
