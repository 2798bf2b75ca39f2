package io.outrigger.loadclient;

import static io.outrigger.loadclient.SessionHarness.ADDRESS;
import static io.outrigger.loadclient.SessionHarness.OTHER_SERVER;
import static io.outrigger.loadclient.SessionHarness.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.StatusCode;
import org.junit.jupiter.api.Test;

class KeptLeaseTest {

  private static SessionPlan.Builder plan() {
    return SessionPlan.builder();
  }

  @Test
  void keptLeaseIsRenewedAgainAndAgain() {
    SessionHarness h = new SessionHarness(plan().keep(true));
    h.bound();
    assertThat(h.outcomes).containsExactly(Outcome.COMPLETED);
    for (int i = 0; i < 3; i++) {
      h.pass(50.1);
      assertThat(h.last().type()).isEqualTo(MessageType.RENEW);
      h.reply(h.address(ADDRESS, 100));
    }
    assertThat(h.types().stream().filter(MessageType.RENEW::equals)).hasSize(3);
    assertThat(h.outcomes).as("counted once").hasSize(1);
  }

  @Test
  void silenceLeadsFromRenewToRebindToExpiryToANewSolicit() {
    SessionHarness h = new SessionHarness(plan().keep(true));
    h.bound();
    h.pass(99.9);
    assertThat(h.story)
        .contains("send RENEW", "again RENEW", "send REBIND")
        .doesNotContain("gave up 2001:db8::5 SOLICIT");
    h.pass(0.2);
    assertThat(h.story).contains("gave up 2001:db8::5 SOLICIT");
    h.pass(1.1);
    assertThat(h.last().type()).isEqualTo(MessageType.SOLICIT);
    h.advertise(h.address(ADDRESS, 100));
    h.reply(h.address(ADDRESS, 100));
    assertThat(h.session.leases()).hasSize(1);
  }

  @Test
  void otherServerMayAnswerTheRebind() {
    SessionHarness h = new SessionHarness(plan().keep(true));
    h.bound();
    h.pass(81);
    assertThat(h.last().type()).isEqualTo(MessageType.REBIND);
    h.session.received(
        new Reply(h.last().transactionId(), h.options(OTHER_SERVER, h.address(ADDRESS, 100))),
        h.nowNanos);
    h.pass(50.1);
    assertThat(h.last().options().first(ServerIdOption.class))
        .contains(new ServerIdOption(OTHER_SERVER));
  }

  @Test
  void renewalThatExtendsNothingIsAskedAgainOnlyWhenItsTimeComes() {
    SessionHarness h = new SessionHarness(plan().keep(true));
    h.bound();
    h.pass(50.1);
    h.reply();
    assertThat(h.last().type()).isEqualTo(MessageType.RENEW);
    h.pass(8);
    assertThat(h.types().stream().filter(MessageType.RENEW::equals)).hasSize(1);
    h.pass(4);
    assertThat(h.types().stream().filter(MessageType.RENEW::equals)).hasSize(2);
  }

  @Test
  void partlyExtendedLeasesWaitForTheNextT1() {
    SessionHarness h = new SessionHarness(plan().prefixes(true).keep(true)).begin();
    h.advertise(h.address(ADDRESS, 100), h.prefix(PREFIX, 100));
    h.reply(h.address(ADDRESS, 100), h.prefix(PREFIX, 100));
    h.pass(50.1);
    h.reply(h.address(ADDRESS, 100));
    assertThat(h.types().stream().filter(MessageType.RENEW::equals)).hasSize(1);
    h.pass(49.7);
    assertThat(h.types().stream().filter(MessageType.RENEW::equals)).hasSize(1);
    assertThat(h.session.leases()).hasSize(2);
    h.pass(0.3);
    assertThat(h.story).contains("gave up 2001:db8:8000::/56 SOLICIT");
    assertThat(h.session.leases()).hasSize(1);
  }

  @Test
  void lifetimeOfZeroEndsTheUse() {
    SessionHarness h = new SessionHarness(plan().keep(true));
    h.bound();
    h.pass(50.1);
    Ipv6Address other = Ipv6Address.parse("2001:db8::6");
    h.reply(
        new IaNaOption(
            h.session.identity().iaid(),
            10,
            16,
            Options.of(
                new IaAddressOption(ADDRESS, 0, 0, Options.EMPTY),
                new IaAddressOption(other, 20, 20, Options.EMPTY))));
    assertThat(h.story).endsWith("granted 2001:db8::6", "gave up 2001:db8::5 REPLY");
  }

  @Test
  void refusedKeeperStartsAgainAfterAWhile() {
    SessionHarness h = new SessionHarness(plan().keep(true)).begin();
    h.advertise(h.address(ADDRESS, 100));
    h.reply(h.address(StatusCode.NO_ADDRS_AVAIL));
    assertThat(h.last().type()).as("not at once").isEqualTo(MessageType.REQUEST);
    h.pass(1);
    assertThat(h.last().type()).isEqualTo(MessageType.SOLICIT);
    assertThat(h.outcomes).isEmpty();
  }
}
