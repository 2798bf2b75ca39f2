package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.FailoverRole;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Options;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.FailoverMessageType;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.StartTls;
import io.outrigger.failover.wire.StartTlsReply;
import io.outrigger.failover.wire.UnknownFailoverMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small rules of the link, section by section. */
class LinkRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.900Z");

  @ParameterizedTest(name = "RFC 8156 6.5: keepalive {0} s, CONTACT after {1} ms")
  @CsvSource({"60, 15000", "1, 250", "7, 1750", "4294967295, 3600000"})
  void sendTimeIsAQuarterOfThePartnersKeepalive(long keepaliveSeconds, long millis) {
    assertThat(Keepalive.sendTime(Duration.ofSeconds(keepaliveSeconds)).toMillis())
        .isEqualTo(millis);
  }

  @ParameterizedTest(name = "RFC 8156 6.1: reconnect {0} s, refused {1}: {2} s")
  @CsvSource({
    "10, false, 10",
    "10, true, 60",
    "100, true, 300",
    "600, true, 600",
    "600, false, 600"
  })
  void aRefusalMakesThePauseLonger(long reconnectSeconds, boolean refused, long pauseSeconds) {
    assertThat(RetryPause.after(refused, Duration.ofSeconds(reconnectSeconds)))
        .isEqualTo(Duration.ofSeconds(pauseSeconds));
  }

  @ParameterizedTest(name = "RFC 8156 7.1: sent {0} s from now: excessive {1}")
  @CsvSource({"0, false", "5, false", "-5, false", "6, true", "-6, true", "86400, true"})
  void moreThanFiveSecondsAreTooMany(long ahead, boolean excessive) {
    AbsoluteTime sent = AbsoluteTime.ofEpochSecond(NOW.getEpochSecond() + ahead);
    long skew = Skew.seconds(sent, NOW);
    assertThat(skew).isEqualTo(ahead);
    assertThat(Skew.isExcessive(skew)).isEqualTo(excessive);
  }

  @Test
  void skewIsRightAcrossTheEndOfTheTimeOfTheWire() {
    Instant end = Instant.ofEpochSecond(AbsoluteTime.ZERO_EPOCH_SECOND + 0x1_0000_0000L - 1);
    assertThat(Skew.seconds(new AbsoluteTime(2), end)).isEqualTo(3);
  }

  @Test
  void averageIsOverTheLastTen() {
    SkewAverage average = new SkewAverage();
    assertThat(average.millis()).isZero();
    average.add(1);
    average.add(2);
    assertThat(average.millis()).isEqualTo(1500);
    for (int i = 0; i < SkewAverage.MESSAGES; i++) {
      average.add(-4);
    }
    assertThat(average.millis()).isEqualTo(-4000);
  }

  @Test
  void aPauseOfOursExcusesOldMessagesButNotYoungOnes() {
    SkewWatch watch = new SkewWatch();
    watch.asked(NOW);
    watch.came(NOW);
    watch.asked(NOW.plusSeconds(30));
    watch.came(NOW.plusSeconds(30));
    assertThat(watch.isExcessive(-30)).isFalse();
    assertThat(watch.millis()).isZero();
    assertThat(watch.isExcessive(6)).isTrue();
  }

  @Test
  void onceTheBacklogIsReadOldMessagesCountAgain() {
    SkewWatch watch = new SkewWatch();
    watch.came(NOW);
    watch.asked(NOW.plusSeconds(30));
    watch.came(NOW.plusSeconds(31));
    assertThat(watch.isExcessive(-6)).isTrue();
  }

  // Which message may come when

  private static PartnerMessage message(FailoverMessageType type) {
    return PartnerMessage.of(type, 1, new AbsoluteTime(0), Options.EMPTY);
  }

  private static Set<FailoverMessageType> handled(Phase phase, FailoverRole role) {
    Set<FailoverMessageType> handled = EnumSet.noneOf(FailoverMessageType.class);
    for (FailoverMessageType type : FailoverMessageType.values()) {
      PeerRules.Ruling ruling =
          switch (type) {
            case STARTTLS -> PeerRules.on(phase, role, new StartTls(1, Options.EMPTY));
            case REPLY -> PeerRules.on(phase, role, new StartTlsReply(1, Options.EMPTY));
            default -> PeerRules.on(phase, role, message(type));
          };
      if (ruling == PeerRules.Ruling.HANDLE) {
        handled.add(type);
      }
    }
    return handled;
  }

  @Test
  void eachPhaseHasItsMessages() {
    assertThat(handled(Phase.OPENING, FailoverRole.SECONDARY))
        .containsExactlyInAnyOrder(
            FailoverMessageType.STARTTLS,
            FailoverMessageType.CONNECT,
            FailoverMessageType.DISCONNECT);
    assertThat(handled(Phase.SECURED, FailoverRole.SECONDARY))
        .containsExactlyInAnyOrder(FailoverMessageType.CONNECT, FailoverMessageType.DISCONNECT);
    assertThat(handled(Phase.AWAITING_TLS_REPLY, FailoverRole.PRIMARY))
        .containsExactlyInAnyOrder(FailoverMessageType.REPLY, FailoverMessageType.DISCONNECT);
    assertThat(handled(Phase.SECURING, FailoverRole.PRIMARY))
        .containsExactly(FailoverMessageType.DISCONNECT);
    assertThat(handled(Phase.AWAITING_CONNECTREPLY, FailoverRole.PRIMARY))
        .containsExactlyInAnyOrder(
            FailoverMessageType.CONNECTREPLY, FailoverMessageType.DISCONNECT);
    assertThat(handled(Phase.AWAITING_STATE, FailoverRole.PRIMARY))
        .containsExactlyInAnyOrder(
            FailoverMessageType.STATE, FailoverMessageType.CONTACT, FailoverMessageType.DISCONNECT);
  }

  @Test
  void poolRequestsGoToThePrimaryOnly() {
    assertThat(handled(Phase.OPEN, FailoverRole.PRIMARY))
        .contains(FailoverMessageType.POOLREQ)
        .doesNotContain(FailoverMessageType.POOLRESP);
    assertThat(handled(Phase.OPEN, FailoverRole.SECONDARY))
        .contains(FailoverMessageType.POOLRESP)
        .doesNotContain(FailoverMessageType.POOLREQ);
  }

  @Test
  void anUnknownMessageIsIgnoredInEachPhase() {
    for (Phase phase : Phase.values()) {
      assertThat(
              PeerRules.on(
                  phase, FailoverRole.PRIMARY, new UnknownFailoverMessage(200, Bytes.EMPTY)))
          .isEqualTo(PeerRules.Ruling.IGNORE);
    }
  }

  // Certificates

  @Test
  void aCertificateHasToSatisfyOneTrustAndItsTime() {
    TestIdentity known = TestIdentity.validAt("known", NOW);
    TestIdentity other = TestIdentity.validAt("other", NOW);
    TestIdentity issued = other.issues("issued", NOW);
    assertThat(refusal(known, NOW, known.pinned())).isFalse();
    assertThat(refusal(known, NOW, other.pinned())).isTrue();
    assertThat(refusal(known, NOW, other.pinned(), known.pinned())).isFalse();
    assertThat(refusal(issued, NOW, other.authority())).isFalse();
    assertThat(refusal(known, NOW, other.authority())).isTrue();
    assertThat(refusal(known, NOW.plus(Duration.ofDays(2)), known.pinned())).isTrue();
    assertThat(refusal(known, NOW.minus(Duration.ofDays(2)), known.pinned())).isTrue();
    assertThat(CertificateRules.refusal(List.of(known.pinned()), List.of(), NOW)).isPresent();
  }

  private static boolean refusal(TestIdentity who, Instant now, CertificateTrust... trusts) {
    return CertificateRules.refusal(List.of(trusts), List.of(who.certificate()), now).isPresent();
  }

  @Test
  void aLogLineStaysOneLine() {
    assertThat(LogText.of("a\nb\u0000c\u2028d")).isEqualTo("a?b?c?d");
    assertThat(LogText.of("x".repeat(1000))).hasSize(203);
  }

  @Test
  void theSameLineIsWrittenOnceInTenSecondsAndCounted() {
    RareLog rare = new RareLog();
    assertThat(rare.line("a", NOW)).contains("a");
    assertThat(rare.line("a", NOW.plusSeconds(9))).isEmpty();
    assertThat(rare.line("a", NOW.plusSeconds(9))).isEmpty();
    assertThat(rare.line("b", NOW.plusSeconds(10)))
        .contains("b (and 2 more lines since the last one)");
    assertThat(rare.line("c", NOW.minusSeconds(100))).as("a clock set back").isPresent();
  }
}
