package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.LifetimePolicy;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.PoolSettings;
import io.outrigger.pool.PoolSpace;
import io.outrigger.pool.PoolStats;
import io.outrigger.pool.PoolTask;
import io.outrigger.pool.PoolWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolHandleTest {
  private static final Ipv6Prefix ADDRESS = Ipv6Prefix.parse("2001:db8:1::5");

  private final SeenLog log = SeenLog.of(PoolHandle.class);
  private final PoolHandle handle =
      new PoolHandle(
          new PoolHandle.Placement(
              "lab", Optional.empty(), new LifetimePolicy(1, 2, 0, 0), Optional.empty(), 0),
          Optional.empty(),
          new PoolSettings(
              "handle-test", PoolSpace.ofRange(ADDRESS.address(), ADDRESS.address()), Set.of(), 60),
          10);

  /** Asks a pool to do something, and takes any answer. */
  private record Asked(IaRequest request) implements PoolWork {
    @Override
    public Instant arrived() {
      return Instant.EPOCH;
    }

    @Override
    public void completed(IaResult result, Instant decidedAt) {}

    @Override
    public void dropped() {}
  }

  @AfterEach
  void close() {
    log.close();
  }

  private List<String> events() {
    return log.lines().stream().filter(line -> line.startsWith("OR4")).toList();
  }

  @Test
  void aDeclineIsToldOfWhenThePoolHasStoredIt() {
    ClientIa client = new ClientIa(Duid.fromHex("00030001020000000001"), 7);
    handle.submit(new Asked(new IaRequest.Decline(client, List.of(ADDRESS))));
    handle.submit(new Asked(new IaRequest.Release(client, List.of(ADDRESS))));
    List<PoolTask> waiting = new ArrayList<>();
    handle.inbox().drainTo(waiting, 10);
    assertThat(events()).isEmpty();

    for (PoolTask task : waiting) {
      ((PoolWork) task).completed(new IaResult.Ended(List.of(ADDRESS)), Instant.EPOCH);
    }

    assertThat(events())
        .containsExactly(
            "OR4007 pool=handle-test resource=2001:db8:1::5 client=00030001020000000001");
  }

  @Test
  void thatThePoolIsExhaustedIsToldWhenItIsReadAndWhenItChanges() {
    handle.recovered(new PoolStats(1, 1, 0, 0, 0, PoolStats.Backlog.NONE));
    handle.changed(new PoolStats(1, 0, 0, 1, 0, PoolStats.Backlog.NONE));
    handle.changed(new PoolStats(1, 0, 1, 0, 0, PoolStats.Backlog.NONE));

    assertThat(events())
        .containsExactly(
            "OR4005 pool=handle-test active=1 abandoned=0",
            "OR4006 pool=handle-test freeOwn=1",
            "OR4005 pool=handle-test active=0 abandoned=1");
  }
}
