package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.lease.ClientIa;
import io.outrigger.lease.Lease;
import io.outrigger.pool.IaRequest;
import io.outrigger.pool.IaResult;
import io.outrigger.pool.PoolWork;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators command and ask, of two running servers and of one alone. */
class PairCommandsTest {
  @TempDir Path directory;

  private static String links(String more) {
    return """
    {
      name = one
      relay-link-addresses = ["2001:db8:1::/64"]
      prefixes = ["2001:db8:1::/64"]
      lifetimes { preferred = 1h, valid = 2h }
      pools = [{ name = na-1, kind = address, range = "2001:db8:1::10 - 2001:db8:1::1f" %s }]
    }
    """
        .formatted(more);
  }

  private static String failover(int listen, String role, int partner) {
    return """
    failover {
      listen = ["[::1]:%d"]
      relationships = [{
        name = campus, role = %s, partner = "[::1]:%d", mclt = 60s, startup-time = 1s
        reconnect-time = 1s, tls { mode = off }
      }]
    }
    """
        .formatted(listen, role, partner);
  }

  private static Lease firstLease(ServedFile server) throws Exception {
    return server
        .server()
        .handledPools()
        .getFirst()
        .page(null, 10)
        .toCompletableFuture()
        .get()
        .leases()
        .stream()
        .filter(lease -> lease.client() != null)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOperatorIsToldWhatPartnerDownWouldDoAndThenDoesIt() throws Exception {
    int alphaPort = ServedFile.freeTcpPort();
    int betaPort = ServedFile.freeTcpPort();
    String links = links(", relationship = campus");
    try (ServedFile alpha =
        new ServedFile(directory, "alpha", failover(alphaPort, "primary", betaPort), links)) {
      try (ServedFile beta =
          new ServedFile(directory, "beta", failover(betaPort, "secondary", alphaPort), links)) {
        ServedFile.await(() -> isIn(alpha, FailoverState.NORMAL) && alpha.server().isReady());
        ServedFile.await(() -> isIn(beta, FailoverState.NORMAL));
        assertThat(alpha.clients("2001:db8:1::1", 3).code()).isZero();
        ServedFile.await(() -> alpha.relationship("campus").skewMillis().isPresent());

        Ipv6Prefix resource = firstLease(alpha).resource();
        assertThat(alpha.command("explain", resource.toString(), "--json").out())
            .contains("\"relationship\":\"campus\"")
            .contains("\"state\":\"NORMAL\"")
            .contains("\"status\":\"ACTIVE\"")
            .contains("\"mcltSeconds\":60");
        assertThat(alpha.command("status").out())
            .containsPattern("na-1 +one .*independent +campus");
      }
      ServedFile.await(() -> isIn(alpha, FailoverState.COMMUNICATIONS_INTERRUPTED));

      Outcome trial = alpha.command("partner-down", "campus", "--dry-run");
      assertThat(trial.err()).isEmpty();
      assertThat(trial.out())
          .contains("partner-down of relationship campus would be taken now.")
          .contains("pool na-1")
          .containsPattern("from .*Z +5")
          .containsPattern("never +8 ");
      assertThat(isIn(alpha, FailoverState.COMMUNICATIONS_INTERRUPTED)).isTrue();

      assertThat(alpha.command("partner-down", "campus").out())
          .contains("relationship campus goes to PARTNER-DOWN");
      ServedFile.await(() -> isIn(alpha, FailoverState.PARTNER_DOWN));
      assertThat(alpha.command("partner-down", "campus").out()).contains("already");
      assertThat(alpha.command("explain", firstLease(alpha).resource().toString()).out())
          .contains("PARTNER-DOWN");
      Outcome unknown = alpha.command("partner-down", "nobody");
      assertThat(unknown.code()).isEqualTo(1);
      assertThat(unknown.err()).contains("there is no relationship \"nobody\"");
    }
  }

  private static boolean isIn(ServedFile server, FailoverState state) {
    return server.relationship("campus").state().equals(Optional.of(state));
  }

  @Test
  void anAbandonedAddressIsTakenBackAndNoOtherIs() throws Exception {
    try (ServedFile alpha = new ServedFile(directory, "alpha", "", links(""))) {
      alpha.awaitReady();
      assertThat(alpha.clients("2001:db8:1::1", 1).code()).isZero();
      Lease lease = firstLease(alpha);
      String address = lease.resource().address().toString();

      Outcome active = alpha.command("reset", address);
      assertThat(active.code()).isEqualTo(1);
      assertThat(active.err()).contains("is not abandoned: it is ACTIVE");

      decline(alpha.server().pools().getFirst(), lease);
      assertThat(alpha.command("explain", address).out()).contains("ABANDONED");
      assertThat(alpha.command("reset", address).out()).contains("can be leased again");
      assertThat(alpha.server().pools().getFirst().stats().orElseThrow().abandoned()).isZero();

      assertThat(alpha.command("reset", "2001:db8:9::1").err())
          .contains("no pool here leases 2001:db8:9::1");
      assertThat(alpha.command("partner-down", "campus", "--dry-run").err())
          .contains("there is no relationship");
    }
  }

  private static void decline(PoolHandle pool, Lease lease) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    ClientIa client = new ClientIa(Objects.requireNonNull(lease.client()), lease.iaid());
    pool.submit(
        new PoolWork() {
          @Override
          public IaRequest request() {
            return new IaRequest.Decline(client, List.of(lease.resource()));
          }

          @Override
          public Instant arrived() {
            return Instant.EPOCH;
          }

          @Override
          public void completed(IaResult result, Instant decidedAt) {
            done.countDown();
          }

          @Override
          public void dropped() {
            throw new AssertionError("dropped");
          }
        });
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
