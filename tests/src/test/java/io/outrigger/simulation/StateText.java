package io.outrigger.simulation;

import io.outrigger.failover.wire.ServerFlagsOption;
import io.outrigger.failover.wire.ServerStateOption;
import io.outrigger.failover.wire.State;

/** What a STATE says, in a few words. */
final class StateText {
  private StateText() {}

  static String of(State state) {
    String name =
        state
            .options()
            .first(ServerStateOption.class)
            .flatMap(ServerStateOption::state)
            .map(known -> known.toString().replace('_', '-'))
            .orElse("?");
    String flags =
        state.options().first(ServerFlagsOption.class).map(StateText::flags).orElse("");
    return name + flags;
  }

  private static String flags(ServerFlagsOption option) {
    return option.has(ServerFlagsOption.STARTUP) ? " (startup)" : "";
  }
}
