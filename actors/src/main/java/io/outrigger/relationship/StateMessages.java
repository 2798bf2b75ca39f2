package io.outrigger.relationship;

import io.outrigger.dhcp.DhcpOption;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** STATE messages and what they report (RFC 8156 §6.3, §6.4): pure. */
final class StateMessages {
  private StateMessages() {}

  /** What a STATE says, or why it says nothing. */
  sealed interface Read {
    record Ok(StateReport report) implements Read {}

    record Bad(String reason) implements Read {}
  }

  static State write(int transactionId, StateReport report, Instant now) {
    int flags =
        (report.communicated() ? ServerFlagsOption.COMMUNICATED : 0)
            | (report.startup() ? ServerFlagsOption.STARTUP : 0)
            | (report.ackStartup() ? ServerFlagsOption.ACK_STARTUP : 0);
    List<DhcpOption> options = new ArrayList<>(4);
    options.add(new ServerStateOption(report.state().code()));
    options.add(new ServerFlagsOption(flags));
    options.add(new StartTimeOfStateOption(time(report.since())));
    report
        .partnerDownSince()
        .ifPresent(since -> options.add(new PartnerDownTimeOption(time(since))));
    return new State(transactionId, time(now), Options.of(options));
  }

  /**
   * @param skewMillis is added to the times, which are of the partner's clock
   */
  static Read read(State message, Instant now, long skewMillis) {
    Options options = message.options();
    Optional<ServerStateOption> state = options.first(ServerStateOption.class);
    Optional<ServerFlagsOption> flags = options.first(ServerFlagsOption.class);
    Optional<StartTimeOfStateOption> since = options.first(StartTimeOfStateOption.class);
    if (state.isEmpty() || flags.isEmpty() || since.isEmpty()) {
      return new Read.Bad("STATE without F_SERVER_STATE, F_SERVER_FLAGS or F_START_TIME_OF_STATE");
    }
    Optional<FailoverState> known = FailoverState.sent(state.get().serverState());
    if (known.isEmpty()) {
      return new Read.Bad("F_SERVER_STATE " + state.get().serverState() + " is no state to send");
    }
    return new Read.Ok(
        new StateReport(
            known.get(),
            time(since.get().startTimeOfState(), now, skewMillis),
            flags.get().has(ServerFlagsOption.STARTUP),
            flags.get().has(ServerFlagsOption.COMMUNICATED),
            flags.get().has(ServerFlagsOption.ACK_STARTUP),
            known.get() == FailoverState.PARTNER_DOWN
                ? options
                    .first(PartnerDownTimeOption.class)
                    .map(option -> time(option.partnerDownTime(), now, skewMillis))
                : Optional.empty()));
  }

  private static AbsoluteTime time(Instant instant) {
    return AbsoluteTime.ofEpochSecond(instant.getEpochSecond());
  }

  private static Instant time(AbsoluteTime time, Instant now, long skewMillis) {
    return Instant.ofEpochSecond(time.toEpochSecond(now.getEpochSecond())).plusMillis(skewMillis);
  }
}
