package io.outrigger.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Options;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.StateReport;
import io.outrigger.failover.wire.AbsoluteTime;
import io.outrigger.failover.wire.PartnerDownTimeOption;
import io.outrigger.failover.wire.ServerFlagsOption;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.failover.wire.StartTimeOfStateOption;
import io.outrigger.failover.wire.State;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 8156 §6.3, §6.4. */
class StateMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant SINCE = NOW.minusSeconds(100);

  @Test
  void everyStateComesBackAsItWasReported() {
    for (FailoverState state : FailoverState.values()) {
      if (state == FailoverState.STARTUP) {
        continue; // a flag, never sent as a state (§5.5.16)
      }
      StateReport report =
          new StateReport(
              state,
              SINCE,
              true,
              false,
              true,
              state == FailoverState.PARTNER_DOWN ? Optional.of(SINCE) : Optional.empty());
      State message = StateMessages.write(5, report, NOW);
      assertThat(StateMessages.read(message, NOW, 0)).isEqualTo(new StateMessages.Read.Ok(report));
      assertThat(message.options().first(PartnerDownTimeOption.class).isPresent())
          .isEqualTo(state == FailoverState.PARTNER_DOWN);
    }
  }

  @Test
  void whatLacksAnOptionOrNamesNoStateSaysNothing() {
    AbsoluteTime time = AbsoluteTime.ofEpochSecond(SINCE.getEpochSecond());
    assertThat(read(Options.EMPTY)).isInstanceOf(StateMessages.Read.Bad.class);
    for (int state : new int[] {0, FailoverState.STARTUP.code(), 11, 255}) {
      assertThat(
              read(
                  Options.of(
                      new ServerStateOption(state),
                      new ServerFlagsOption(0),
                      new StartTimeOfStateOption(time))))
          .isInstanceOf(StateMessages.Read.Bad.class);
    }
  }

  private static StateMessages.Read read(Options options) {
    return StateMessages.read(
        new State(1, AbsoluteTime.ofEpochSecond(NOW.getEpochSecond()), options), NOW, 0);
  }
}
