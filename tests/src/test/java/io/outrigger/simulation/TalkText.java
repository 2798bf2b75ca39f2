package io.outrigger.simulation;

import io.outrigger.binding.BindingReader;
import io.outrigger.binding.BindingReply;
import io.outrigger.binding.ReceivedBinding;
import io.outrigger.binding.ReplyReader;
import io.outrigger.dhcp.Duid;
import io.outrigger.failover.wire.BndReply;
import io.outrigger.failover.wire.BndUpd;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.ServerFlagsOption;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.failover.wire.State;
import io.outrigger.lease.ReceivedLease;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message between partners in a line; times in it are those from now. */
final class TalkText {
  private final Function<@Nullable Duid, String> names;

  /**
   * @param names what to call a client
   */
  TalkText(Function<@Nullable Duid, String> names) {
    this.names = names;
  }

  String of(FailoverMessage message, Instant at) {
    long now = at.getEpochSecond();
    String type = message instanceof PartnerMessage known ? known.type().name() : "?";
    return switch (message) {
      case State state -> type + " " + state(state);
      case BndUpd update -> type + " " + update(update, now);
      case BndReply reply -> type + " " + reply(reply, now);
      default -> type;
    };
  }

  private static String state(State message) {
    String name =
        message
            .options()
            .first(ServerStateOption.class)
            .flatMap(ServerStateOption::state)
            .map(state -> state.toString().replace('_', '-'))
            .orElse("?");
    boolean startup =
        message
            .options()
            .first(ServerFlagsOption.class)
            .filter(flags -> flags.has(ServerFlagsOption.STARTUP))
            .isPresent();
    return startup ? name + " (startup)" : name;
  }

  private String update(BndUpd message, long now) {
    return switch (BindingReader.read(message, now, 0)) {
      case ReceivedBinding.Update update ->
          update.leases().stream()
              .map(lease -> lease(lease, now))
              .collect(Collectors.joining("; "));
      case ReceivedBinding.Incomplete incomplete -> incomplete.reason();
    };
  }

  private String lease(ReceivedLease lease, long now) {
    StringBuilder text = new StringBuilder();
    text.append(lease.resource()).append(' ').append(lease.status());
    if (lease.client() != null) {
      text.append(' ').append(names.apply(lease.client()));
    }
    time(text, " since ", lease.sinceEpochSecond(), now);
    time(text, " state-expiration ", lease.stateExpirationEpochSecond(), now);
    time(text, " clt ", lease.cltEpochSecond(), now);
    time(text, " partner-lifetime ", lease.partnerLifetimeEpochSecond(), now);
    time(text, " partner-raw-clt ", lease.partnerRawCltEpochSecond(), now);
    time(text, " expiration-time ", lease.expirationTimeEpochSecond(), now);
    return text.toString();
  }

  private static String reply(BndReply message, long now) {
    BindingReply reply = ReplyReader.read(message, now);
    BindingReply.Rejection whole = reply.rejection();
    if (whole != null && reply.leases().isEmpty()) {
      return whole.status() + " " + whole.text();
    }
    return reply.leases().stream()
        .map(lease -> answer(lease, now))
        .collect(Collectors.joining("; "));
  }

  private static String answer(BindingReply.LeaseReply lease, long now) {
    BindingReply.Rejection rejection = lease.rejection();
    StringBuilder text = new StringBuilder(lease.resource().toString());
    if (rejection != null) {
      return text.append(" refused: ").append(rejection.text()).toString();
    }
    time(text, " partner-lifetime-sent ", lease.partnerLifetimeSentEpochSecond(), now);
    return text.toString();
  }

  private static void time(StringBuilder text, String name, long at, long now) {
    if (at != 0) {
      text.append(name).append(Texts.seconds(at - now));
    }
  }
}
