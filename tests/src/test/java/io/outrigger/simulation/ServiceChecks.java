package io.outrigger.simulation;

import io.outrigger.dhcp.MessageType;
import io.outrigger.endpoint.FailoverState;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Service: while both servers are NORMAL and nothing is wrong with them, whoever asks is answered,
 * whatever befalls other relationships of theirs.
 */
final class ServiceChecks {
  /** It is sent again after about 1, 2 and 4 s. */
  private static final int MOST_UNANSWERED = 3;

  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Set<MessageType> QUESTIONS =
      EnumSet.of(MessageType.SOLICIT, MessageType.REQUEST, MessageType.RENEW);

  /** A client's messages without an answer. */
  private record Waiting(long sinceNanos, int asked) {}

  private final Pair pair;
  private final World world;
  private final boolean lossless;
  private final Map<Client, Waiting> waiting = new HashMap<>();
  private long troubledNanos;

  /**
   * @param lossless whether nothing between clients and servers gets lost
   */
  ServiceChecks(Pair pair, boolean lossless) {
    this.pair = pair;
    this.world = pair.world();
    this.lossless = lossless;
  }

  /** To be called after each step. */
  void look() {
    List<Host> hosts = pair.hosts();
    for (int i = 0; i < hosts.size(); i++) { // without an iterator: after each step
      Host host = hosts.get(i);
      if (host.known() != FailoverState.NORMAL || host.isLeaving() || host.machine().isSlow()) {
        troubledNanos = world.nanos();
      }
    }
  }

  /** When last not both servers were NORMAL, or something was wrong with one. */
  long troubledNanos() {
    return troubledNanos;
  }

  /** To be called once for each transmission. */
  void asks(Client client, MessageType type) {
    if (!lossless || !client.reachesAll() || !QUESTIONS.contains(type)) {
      waiting.remove(client);
      return;
    }
    Waiting before = waiting.get(client);
    if (before == null || before.sinceNanos < troubledNanos + SETTLED_NANOS) {
      waiting.put(client, new Waiting(world.nanos(), 1));
    } else if (type == MessageType.RENEW && pair.disagreeUntilAnEnd(client.duid())) {
      waiting.remove(client); // its Rebind is answered by the one that knows the lease
    } else if (before.asked >= MOST_UNANSWERED) {
      world.violated(
          "service: %s is not answered, has asked %d times since %s, both servers are NORMAL"
              .formatted(client.name(), before.asked, Trace.time(before.sinceNanos)));
    } else {
      waiting.put(client, new Waiting(before.sinceNanos, before.asked + 1));
    }
  }

  void answered(Client client) {
    waiting.remove(client);
  }
}
