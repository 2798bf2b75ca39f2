package io.outrigger.loadclient;

import static io.outrigger.loadclient.SessionHarness.ADDRESS;
import static io.outrigger.loadclient.SessionHarness.OTHER_SERVER;
import static io.outrigger.loadclient.SessionHarness.PREFIX;
import static io.outrigger.loadclient.SessionHarness.SECOND;
import static io.outrigger.loadclient.SessionHarness.SERVER;
import static io.outrigger.loadclient.SessionHarness.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Advertise;
import io.outrigger.dhcp.ClientIdOption;
import io.outrigger.dhcp.DhcpOption;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.ElapsedTimeOption;
import io.outrigger.dhcp.IaAddressOption;
import io.outrigger.dhcp.IaNaOption;
import io.outrigger.dhcp.IaPdOption;
import io.outrigger.dhcp.IaPrefixOption;
import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.Options;
import io.outrigger.dhcp.PreferenceOption;
import io.outrigger.dhcp.RapidCommitOption;
import io.outrigger.dhcp.Reply;
import io.outrigger.dhcp.ServerIdOption;
import io.outrigger.dhcp.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientSessionTest {

  private static SessionPlan.Builder plan() {
    return SessionPlan.builder();
  }

  @Test
  void leaseIsSolicitedAndRequested() {
    SessionHarness h = new SessionHarness(plan()).begin();
    assertThat(h.last().options().has(ServerIdOption.class)).isFalse();
    h.advertise(h.address(ADDRESS, 100));
    assertThat(h.last().options().first(ServerIdOption.class)).contains(new ServerIdOption(SERVER));
    IaNaOption asked = h.last().options().first(IaNaOption.class).orElseThrow();
    assertThat(asked)
        .as("without times and lifetimes")
        .isEqualTo(
            new IaNaOption(4, 0, 0, Options.of(new IaAddressOption(ADDRESS, 0, 0, Options.EMPTY))));
    h.reply(h.address(ADDRESS, 100));
    assertThat(h.story)
        .containsExactly("send SOLICIT", "send REQUEST", "granted 2001:db8::5", "COMPLETED");
    assertThat(h.session.isRunning()).isFalse();
    assertThat(h.session.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void addressAndPrefixAreAskedForTogether() {
    SessionHarness h = new SessionHarness(plan().prefixes(true).prefixLengthHint(60)).begin();
    IaPdOption hint = h.last().options().first(IaPdOption.class).orElseThrow();
    assertThat(hint.options().first(IaPrefixOption.class).orElseThrow().prefixLength())
        .isEqualTo(60);
    h.advertise(h.address(ADDRESS, 100), h.prefix(PREFIX, 100));
    h.reply(h.address(ADDRESS, 100), h.prefix(PREFIX, 100));
    assertThat(h.session.leases())
        .extracting(HeldLease::delegated)
        .containsExactlyInAnyOrder(false, true);
  }

  @Test
  void leaseCountsFromTheFirstTransmissionOfItsQuestion() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.advertise(h.address(ADDRESS, 100));
    long asked = h.nowNanos;
    h.pass(2.5);
    h.reply(h.address(ADDRESS, 100));
    HeldLease lease = h.session.leases().getFirst();
    assertThat(lease.askedNanos()).isEqualTo(asked);
    assertThat(lease.receivedNanos()).isEqualTo(h.nowNanos);
    assertThat(lease.expiresNanos()).isEqualTo(asked + 100 * SECOND);
  }

  @Test
  void unansweredMessageIsSentAgainWithAGrowingElapsedTimeAndTheSameTransaction() {
    SessionHarness h = new SessionHarness(plan().transmissions(3)).begin();
    h.pass(60);
    assertThat(h.story)
        .containsExactly(
            "send SOLICIT", "again SOLICIT", "again SOLICIT", "unanswered SOLICIT", "TIMED_OUT");
    assertThat(h.sent).extracting(m -> m.transactionId()).containsOnly(h.last().transactionId());
    List<Integer> elapsed =
        h.sent.stream()
            .map(m -> m.options().first(ElapsedTimeOption.class).orElseThrow().hundredths())
            .toList();
    assertThat(elapsed.get(0)).isZero();
    assertThat(elapsed.get(1)).isBetween(100, 110);
    assertThat(elapsed.get(2)).isBetween(290, 341);
  }

  @Test
  void fasterTimersScaleTheWaits() {
    SessionHarness h =
        new SessionHarness(plan().transmissions(3).timers(new ClientTimers(0.1))).begin();
    h.pass(1);
    assertThat(h.outcomes).containsExactly(Outcome.TIMED_OUT);
  }

  @Test
  void answersThatAreNotForThisQuestionAreDiscarded() {
    SessionHarness h = new SessionHarness(plan()).begin();
    int xid = h.last().transactionId();
    Options good = h.options(SERVER, h.address(ADDRESS, 100));
    h.session.received(new Advertise(xid ^ 1, good), h.nowNanos);
    h.session.received(new Reply(xid, good), h.nowNanos);
    h.session.received(
        new Advertise(xid, Options.of(new ClientIdOption(h.session.duid()))), h.nowNanos);
    h.session.received(
        new Advertise(
            xid,
            Options.of(new ServerIdOption(SERVER), new ClientIdOption(Duid.fromHex("00030001aa")))),
        h.nowNanos);
    assertThat(h.ignored)
        .containsExactly(
            "another transaction-id",
            "REPLY to SOLICIT",
            "no Server Identifier option",
            "not this client's Client Identifier option");
    assertThat(h.types()).containsExactly(MessageType.SOLICIT);
  }

  @Test
  void rapidCommitTakesAReplyToTheSolicit() {
    SessionHarness h = new SessionHarness(plan().rapidCommit(true)).begin();
    assertThat(h.last().options().has(RapidCommitOption.class)).isTrue();
    h.reply(h.address(ADDRESS, 100));
    assertThat(h.ignored).as("without the option").containsExactly("REPLY to SOLICIT");
    h.reply(new RapidCommitOption(), h.address(ADDRESS, 100));
    assertThat(h.outcomes).containsExactly(Outcome.COMPLETED);
  }

  @Test
  void collectingClientWaitsAndTakesTheHighestPreference() {
    SessionHarness h = new SessionHarness(plan().collectAdvertises(true)).begin();
    h.advertise(SERVER, h.address(ADDRESS, 100));
    h.advertise(OTHER_SERVER, new PreferenceOption(9), h.address(ADDRESS, 100));
    assertThat(h.types()).containsExactly(MessageType.SOLICIT);
    h.pass(1.2);
    assertThat(h.last().options().first(ServerIdOption.class))
        .contains(new ServerIdOption(OTHER_SERVER));
  }

  @Test
  void preferenceOf255IsTakenAtOnce() {
    SessionHarness h = new SessionHarness(plan().collectAdvertises(true)).begin();
    h.advertise(SERVER, new PreferenceOption(255), h.address(ADDRESS, 100));
    assertThat(h.last().type()).isEqualTo(MessageType.REQUEST);
  }

  @Test
  void refusalEndsTheExchangeOnceOthersHadTheirChance() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.advertise(h.address(StatusCode.NO_ADDRS_AVAIL));
    assertThat(h.outcomes).isEmpty();
    h.pass(1.2);
    assertThat(h.outcomes).containsExactly(Outcome.REFUSED);
    assertThat(h.statuses).containsExactly(StatusCode.NO_ADDRS_AVAIL);
  }

  @Test
  void otherServerMayOfferWhatTheFirstRefused() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.advertise(h.address(StatusCode.NO_ADDRS_AVAIL));
    h.advertise(OTHER_SERVER, h.address(ADDRESS, 100));
    assertThat(h.last().type()).isEqualTo(MessageType.REQUEST);
  }

  @Test
  void replyWithoutALeaseRefuses() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.advertise(h.address(ADDRESS, 100));
    h.reply(h.address(StatusCode.NOT_ON_LINK));
    assertThat(h.outcomes).containsExactly(Outcome.REFUSED);
  }

  @Test
  void unspecifiedFailureKeepsAsking() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.advertise(h.address(ADDRESS, 100));
    h.reply(status(StatusCode.UNSPEC_FAIL));
    h.pass(1.2);
    assertThat(h.story).endsWith("send REQUEST", "again REQUEST");
  }

  @Test
  void actionsFollowInOrder() {
    SessionHarness h =
        new SessionHarness(
            plan()
                .actions(
                    List.of(
                        Action.RELEASE,
                        Action.INFORMATION_REQUEST,
                        Action.RENEW,
                        Action.REBIND,
                        Action.CONFIRM)));
    h.bound();
    h.reply(status(StatusCode.SUCCESS));
    assertThat(h.last().options().first(ServerIdOption.class)).isPresent();
    h.reply(h.address(ADDRESS, 100));
    assertThat(h.last().options().first(ServerIdOption.class)).as("REBIND").isEmpty();
    h.reply(h.address(ADDRESS, 100));
    h.reply();
    assertThat(h.story).endsWith("gave up 2001:db8::5 RELEASE", "send RELEASE");
    h.reply(status(StatusCode.SUCCESS));
    assertThat(h.types())
        .containsExactly(
            MessageType.SOLICIT,
            MessageType.REQUEST,
            MessageType.CONFIRM,
            MessageType.RENEW,
            MessageType.REBIND,
            MessageType.INFORMATION_REQUEST,
            MessageType.RELEASE);
    assertThat(h.outcomes).containsExactly(Outcome.COMPLETED);
  }

  @Test
  void renewalAtItsTimeWaitsForT1AndRebindingForT2() {
    SessionHarness h =
        new SessionHarness(plan().actions(List.of(Action.RENEW, Action.REBIND)).renewAtT1(true));
    h.bound();
    h.pass(49.9);
    assertThat(h.last().type()).isEqualTo(MessageType.REQUEST);
    h.pass(0.2);
    assertThat(h.last().type()).isEqualTo(MessageType.RENEW);
    h.reply(h.address(ADDRESS, 100));
    h.pass(79.9);
    assertThat(h.last().type()).isEqualTo(MessageType.RENEW);
    h.pass(0.2);
    assertThat(h.last().type()).isEqualTo(MessageType.REBIND);
  }

  @Test
  void declineGivesUpTheAddressOnly() {
    SessionHarness h =
        new SessionHarness(plan().prefixes(true).actions(List.of(Action.DECLINE))).begin();
    h.advertise(h.address(ADDRESS, 100), h.prefix(PREFIX, 100));
    h.reply(h.address(ADDRESS, 100), h.prefix(PREFIX, 100));
    assertThat(h.last().type()).isEqualTo(MessageType.DECLINE);
    assertThat(h.last().options().has(IaPdOption.class)).isFalse();
    assertThat(h.story).contains("gave up 2001:db8::5 DECLINE");
    h.reply();
    assertThat(h.session.leases()).extracting(HeldLease::resource).containsExactly(PREFIX);
  }

  @Test
  void releaseThatNobodyAnswersTimesOut() {
    SessionHarness h = new SessionHarness(plan().actions(List.of(Action.RELEASE)));
    h.bound();
    h.pass(40);
    assertThat(h.outcomes).containsExactly(Outcome.TIMED_OUT);
    assertThat(h.types().stream().filter(MessageType.RELEASE::equals)).hasSize(4);
  }

  @Test
  void confirmThatNobodyAnswersLeavesTheAddressInUse() {
    SessionHarness h = new SessionHarness(plan().actions(List.of(Action.CONFIRM)).transmissions(0));
    h.bound();
    h.pass(10.1);
    assertThat(h.outcomes).containsExactly(Outcome.COMPLETED);
    assertThat(h.session.leases()).hasSize(1);
  }

  @Test
  void notOnLinkEndsTheUseOfTheAddress() {
    SessionHarness h = new SessionHarness(plan().actions(List.of(Action.CONFIRM)));
    h.bound();
    h.reply(status(StatusCode.NOT_ON_LINK));
    assertThat(h.story).endsWith("gave up 2001:db8::5 CONFIRM", "REFUSED");
  }

  @Test
  void noBindingIsAnsweredWithARequestToThatServer() {
    SessionHarness h = new SessionHarness(plan().actions(List.of(Action.RENEW)));
    h.bound();
    h.reply(h.address(StatusCode.NO_BINDING));
    assertThat(h.last().type()).isEqualTo(MessageType.REQUEST);
    assertThat(h.statuses).containsExactly(StatusCode.NO_BINDING);
    h.reply(h.address(ADDRESS, 100));
    assertThat(h.outcomes).containsExactly(Outcome.COMPLETED);
  }

  @Test
  void iaWithT1AboveT2OrPreferredAboveValidIsPassedOver() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.advertise(h.address(ADDRESS, 100));
    DhcpOption wrongTimes =
        new IaNaOption(
            4, 90, 80, Options.of(new IaAddressOption(ADDRESS, 100, 100, Options.EMPTY)));
    DhcpOption wrongLifetimes =
        new IaNaOption(
            4, 10, 20, Options.of(new IaAddressOption(ADDRESS, 101, 100, Options.EMPTY)));
    h.reply(wrongTimes, wrongLifetimes);
    assertThat(h.outcomes).containsExactly(Outcome.REFUSED);
  }

  @Test
  void informationAloneNeedsNoLease() {
    SessionHarness h =
        new SessionHarness(plan().solicit(false).actions(List.of(Action.INFORMATION_REQUEST)))
            .begin();
    h.reply();
    assertThat(h.story).containsExactly("send INFORMATION_REQUEST", "COMPLETED");
  }

  @Test
  void stopIsUnfinished() {
    SessionHarness h = new SessionHarness(plan()).begin();
    h.session.stop();
    assertThat(h.outcomes).containsExactly(Outcome.UNFINISHED);
    h.advertise(h.address(ADDRESS, 100));
    assertThat(h.sent).hasSize(1);
  }
}
