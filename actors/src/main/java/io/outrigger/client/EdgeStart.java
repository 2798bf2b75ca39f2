package io.outrigger.client;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** What came of starting a network edge. */
public sealed interface EdgeStart {

  /**
   * It receives.
   *
   * @param unicast the {@code listen.unicast} addresses in the order of the configuration, with
   *     real ports where 0 was asked for; one that this host does not have yet is among them
   */
  record Started(List<InetSocketAddress> unicast) implements EdgeStart {
    public Started {
      unicast = List.copyOf(unicast);
    }
  }

  /** It does not, and nothing is open: every address that no later time will mend. */
  record Refused(List<BindFailure> failures) implements EdgeStart {
    public Refused {
      failures = List.copyOf(failures);
    }

    /** One line a failure. */
    @Override
    public String toString() {
      return failures.stream().map(BindFailure::toString).collect(Collectors.joining("\n"));
    }
  }
}
