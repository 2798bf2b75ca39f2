package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.events.EventBudget;
import io.outrigger.lease.ClientIa;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.PoolWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedDeclineTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Ipv6Prefix HELD = Ipv6Prefix.parse("2001:db8:1::5");
  private static final IaRequest.Decline REQUEST =
      new IaRequest.Decline(
          new ClientIa(Duid.fromHex("00030001020000000001"), 7),
          List.of(HELD, Ipv6Prefix.parse("2001:db8:1::6")));

  private final SeenLog log = SeenLog.ofItsOwn();
  private final List<Object> told = new ArrayList<>();
  private final PoolWork work =
      new PoolWork() {
        @Override
        public IaRequest request() {
          return REQUEST;
        }

        @Override
        public Instant arrived() {
          return Instant.EPOCH;
        }

        @Override
        public void completed(IaResult result, Instant decidedAt) {
          told.add(result);
        }

        @Override
        public void dropped() {
          told.add("dropped");
        }
      };

  private final WatchedDecline watched =
      new WatchedDecline(work, "lab-na", new EventBudget(), log.logger());

  @Test
  void whatTheClientHeldIsToldOfWithTheClient() {
    IaResult result = new IaResult.Ended(List.of(HELD));

    watched.completed(result, NOW);

    assertThat(log.lines())
        .containsExactly("OR4007 pool=lab-na resource=2001:db8:1::5 client=00030001020000000001");
    assertThat(told).containsExactly(result);
  }

  @Test
  void nothingIsToldOfWhatWasNotDeclined() {
    watched.completed(IaResult.NO_BINDING, NOW);
    watched.dropped();

    assertThat(log.lines()).isEmpty();
    assertThat(told).containsExactly(IaResult.NO_BINDING, "dropped");
  }

  @Test
  void aStormDoesNotFillTheLog() {
    for (int i = 0; i < 1_000; i++) {
      watched.completed(new IaResult.Ended(List.of(HELD)), NOW);
    }

    assertThat(log.lines()).hasSize(10);
    assertThat(told).hasSize(1_000);
  }
}
