package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.events.EventBudget;
import io.outrigger.events.EventId;
import io.outrigger.events.EventLine;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;

/**
 * Tells of clients that are on no link of the configuration; a wrong relay sends without end, so
 * once a minute. Thread-safe.
 */
final class UnknownLinks {
  private final EventBudget budget = new EventBudget(1);
  private final InstantSource clock;
  private final Logger log;

  UnknownLinks(InstantSource clock, Logger log) {
    this.clock = clock;
    this.log = log;
  }

  void tell(ClientRequest request) {
    OptionalLong leftOut = budget.take(clock.instant());
    if (leftOut.isPresent()) {
      long more = leftOut.getAsLong();
      EventLine.of(EventId.UNKNOWN_LINK)
          .with("linkAddress", request.linkAddress().map(Ipv6Address::toString))
          .with("interface", request.linkAddress().isPresent() ? null : request.interfaceName())
          .with("from", request.source())
          .with("notLogged", more == 0 ? null : more)
          .to(log);
    }
  }
}
