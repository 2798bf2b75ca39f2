package io.outrigger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.MessageType;
import io.outrigger.loadclient.HeldLease;
import io.outrigger.loadclient.SessionPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {

  private record Outcome(String fingerprint, long steps, List<String> lines) {}

  /** An hour with clients, a cut and two deaths. */
  private static Outcome history(long seed) {
    Trace trace = new Trace();
    World world = new World(seed, trace);
    List<String> lines = new ArrayList<>();
    trace.listen(line -> lines.add(trace.time() + " " + line));
    LogCapture log = new LogCapture(world);
    try {
      Pair pair = new Pair(world, new PairConfig().with("valid", "20m").with("preferred", "10m"));
      pair.hosts().forEach(Host::start);
      world.run(Duration.ofSeconds(10));
      for (int i = 1; i <= 8; i++) {
        pair.client("c" + i, new Silent()).begin(plan());
      }
      world.run(Duration.ofMinutes(10));
      pair.network().cut(new Network.Direction("a", "b"));
      world.run(Duration.ofMinutes(10));
      pair.host("a").kill();
      pair.network().heal();
      world.run(Duration.ofMinutes(10));
      pair.host("a").start();
      world.run(Duration.ofMinutes(10));
      pair.host("b").crash();
      world.run(Duration.ofMinutes(10));
      pair.host("b").start();
      world.run(Duration.ofMinutes(10));
      pair.hosts().forEach(Host::kill);
    } finally {
      log.close();
    }
    return new Outcome(trace.fingerprint(), world.steps(), lines);
  }

  private static SessionPlan plan() {
    return SessionPlan.builder().prefixes(true).keep(true).build();
  }

  private static final class Silent implements Client.Ledger {
    @Override
    public void granted(Client client, HeldLease lease) {}

    @Override
    public void gaveUp(Client client, HeldLease lease, MessageType why) {}
  }

  @Test
  void theSameSeedIsTheSameHistoryAndAnotherSeedAnother() {
    Outcome first = history(7);
    Outcome again = history(7);
    assertThat(again.lines()).isEqualTo(first.lines());
    assertThat(again).isEqualTo(first);
    assertThat(history(8).fingerprint()).isNotEqualTo(first.fingerprint());
  }
}
