package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.endpoint.FailoverState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed file under a running server, told by the command line, on real sockets. */
class ReloadTest {
  @TempDir Path directory;

  private static String link(String name, int number, String pools) {
    return """
    {
      name = %s
      relay-link-addresses = ["2001:db8:%d::/64"]
      prefixes = ["2001:db8:%d::/64"]
      lifetimes { preferred = 1h, valid = 2h }
      pools = [%s]
    }
    """
        .formatted(name, number, number, pools);
  }

  private static String pool(String name, int number, String more) {
    return "{ name = %s, kind = address, range = \"2001:db8:%d::10 - 2001:db8:%d::1f\" %s }\n"
        .formatted(name, number, number, more);
  }

  @Test
  void aPoolThatIsAddedServesAndOneThatIsRemovedDoesNot() throws IOException {
    try (ServedFile alpha =
        new ServedFile(directory, "alpha", "", link("one", 1, pool("na-1", 1, "")))) {
      alpha.awaitReady();
      assertThat(alpha.clients("2001:db8:1::1", 3).code()).isZero();
      Optional<? extends ActorRef<?>> allocator = alpha.server().pools().getFirst().allocator();

      alpha.write("", link("one", 1, pool("na-1", 1, "")) + link("two", 2, pool("na-2", 2, "")));
      Outcome added = alpha.command("reload");
      assertThat(added.err()).isEmpty();
      assertThat(added.out()).contains("link two added, pool na-2 added");
      alpha.awaitReady();
      assertThat(alpha.clients("2001:db8:2::1", 2).code()).isZero();
      assertThat(alpha.server().pools().getFirst().allocator()).isEqualTo(allocator);
      assertThat(alpha.command("status").out())
          .containsPattern("na-1 +one +address +16 +3")
          .containsPattern("na-2 +two +address +16 +2");

      alpha.write("", link("two", 2, pool("na-2", 2, "")));
      assertThat(alpha.command("reload").out()).contains("link one removed, pool na-1 removed");
      assertThat(alpha.command("status").out()).doesNotContain("na-1").contains("na-2");
      assertThat(allocator).isPresent();
      assertThat(alpha.clients("2001:db8:1::1", 1).code()).isNotZero();

      alpha.write("", link("one", 1, pool("na-1", 1, "")) + link("two", 2, pool("na-2", 2, "")));
      assertThat(alpha.command("reload").code()).isZero();
      alpha.awaitReady();
      assertThat(alpha.command("status").out()).containsPattern("na-1 +one +address +16 +3");
    }
  }

  @Test
  void aPoolThatIsChangedKeepsItsLeases() throws IOException {
    try (ServedFile alpha =
        new ServedFile(directory, "alpha", "", link("one", 1, pool("na-1", 1, "")))) {
      alpha.awaitReady();
      assertThat(alpha.clients("2001:db8:1::1", 3).code()).isZero();
      PoolHandle before = alpha.server().pools().getFirst();

      alpha.write(
          "",
          link(
              "one",
              1,
              "{ name = na-1, kind = address, range = \"2001:db8:1::10 - 2001:db8:1::ff\" }"));
      assertThat(alpha.command("reload").out()).contains("pool na-1 changed");
      alpha.awaitReady();
      assertThat(alpha.server().pools().getFirst()).isNotSameAs(before);
      assertThat(alpha.command("status").out()).containsPattern("na-1 +one +address +240 +3");
      assertThat(alpha.clients("2001:db8:1::1", 20).code()).isZero();
    }
  }

  @Test
  void aRangeThatMovesToAnotherPoolStaysWithTheClientsThatHoldIt() throws IOException {
    try (ServedFile alpha =
        new ServedFile(directory, "alpha", "", link("one", 1, pool("na-1", 1, "")))) {
      alpha.awaitReady();
      assertThat(alpha.clients("2001:db8:1::1", 16).code()).isZero();
      String before = leases(alpha, "na-1");
      String first = "{ name = na-1, kind = address, range = \"2001:db8:1::10 - 2001:db8:1::13\" }";
      String second =
          "{ name = na-2, kind = address, range = \"2001:db8:1::14 - 2001:db8:1::1f\" }";

      alpha.write("", link("one", 1, first + ", " + second));
      assertThat(alpha.command("reload").err()).isEmpty();
      alpha.awaitReady();
      ServedFile.await(() -> leases(alpha, "na-1").lines().count() == 4);
      assertThat(leases(alpha, "na-1") + leases(alpha, "na-2")).isEqualTo(before);
      assertThat(alpha.command("status").out())
          .as("before anybody renews")
          .containsPattern("na-1 +one +address +4 +4")
          .containsPattern("na-2 +one +address +12 +12");
      assertThat(alpha.clients("2001:db8:1::1", 16).code()).as("the same clients").isZero();
      assertThat(leases(alpha, "na-1") + leases(alpha, "na-2")).isEqualTo(before);

      alpha.write("", link("one", 1, pool("renamed", 1, "")));
      assertThat(alpha.command("reload").err()).isEmpty();
      alpha.awaitReady();
      ServedFile.await(() -> leases(alpha, "renamed").lines().count() == 16);
      assertThat(leases(alpha, "renamed")).isEqualTo(before);
    }
  }

  /** Resource and client of each lease of a pool, a line each, in the order of resources. */
  private static String leases(ServedFile server, String pool) {
    return server
        .command("leases", "--json", "--pool", pool)
        .out()
        .lines()
        .map(
            line ->
                line.replaceAll(
                    ".*\"resource\":\"([^\"]*)\".*\"client\":\"([^\"]*)\".*", "$1 $2\n"))
        .sorted()
        .collect(java.util.stream.Collectors.joining());
  }

  @Test
  void lifetimesOfAPoolThatNobodySharesChangeUnderItsAllocator() throws IOException {
    try (ServedFile alpha =
        new ServedFile(directory, "alpha", "", link("one", 1, pool("na-1", 1, "")))) {
      alpha.awaitReady();
      PoolHandle before = alpha.server().pools().getFirst();
      alpha.write(
          "",
          link("one", 1, pool("na-1", 1, ", lifetimes { preferred = 10m, valid = 20m }"))
              + link("two", 2, pool("na-2", 2, "")));
      assertThat(alpha.command("reload").code()).isZero();
      assertThat(alpha.server().pools().getFirst()).isSameAs(before);
      alpha.awaitReady();
      assertThat(alpha.command("explain", "2001:db8:1::10", "--json").out())
          .contains("\"desiredValidSeconds\":1200");
    }
  }

  @Test
  void aFileWithErrorsChangesNothing() throws IOException {
    String good = link("one", 1, pool("na-1", 1, ""));
    try (ServedFile alpha = new ServedFile(directory, "alpha", "", good)) {
      alpha.awaitReady();
      var before = alpha.server().config();
      var pool = alpha.server().pools().getFirst();

      alpha.write("", link("one", 1, pool("na-1", 1, ", nonsense = 1, rubbish = 2")));
      Outcome outcome = alpha.command("reload");
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("nonsense").contains("rubbish").contains("2 errors");

      alpha.writeServer("preference = 7, limits { receive-buffer = 2MiB }", "", good);
      outcome = alpha.command("reload");
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("outrigger.server.limits.receive-buffer: only a restart can change this");

      assertThat(alpha.server().config()).isSameAs(before);
      assertThat(alpha.server().pools().getFirst()).isSameAs(pool);
      assertThat(alpha.clients("2001:db8:1::1", 1).code()).isZero();

      alpha.writeServer("preference = 7", "", good);
      assertThat(alpha.command("reload").out()).contains("server changed");
      assertThat(alpha.server().config().server().preference()).isEqualTo(7);
    }
  }

  private record Ports(int alpha, int beta, int nobody) {}

  private static String relationship(String name, String role, int partner, String more) {
    return """
    {
      name = %s, role = %s, partner = "[::1]:%d", mclt = 60s, startup-time = 1s
      reconnect-time = 1s, tls { mode = off }
      %s
    }
    """
        .formatted(name, role, partner, more);
  }

  private static String failover(int listen, String relationships) {
    return "failover { listen = [\"[::1]:%d\"], relationships = [%s] }"
        .formatted(listen, relationships);
  }

  private static final String LINKS = link("one", 1, pool("na-1", 1, ", relationship = campus"));

  private static final String MORE_LINKS =
      LINKS + link("two", 2, pool("na-2", 2, ", relationship = site"));

  @Test
  void aConnectionLivesThroughAReloadThatChangesAnother() throws IOException {
    Ports ports =
        new Ports(ServedFile.freeTcpPort(), ServedFile.freeTcpPort(), ServedFile.freeTcpPort());
    try (ServedFile beta =
            new ServedFile(
                directory,
                "beta",
                failover(ports.beta(), relationship("campus", "secondary", ports.alpha(), "")),
                LINKS);
        ServedFile alpha =
            new ServedFile(
                directory,
                "alpha",
                failover(ports.alpha(), relationship("campus", "primary", ports.beta(), "")),
                LINKS)) {
      awaitNormal(alpha, beta);
      assertThat(alpha.relationship("campus").connections()).isEqualTo(1);

      String campus = relationship("campus", "primary", ports.beta(), "");
      alpha.write(
          failover(ports.alpha(), campus + relationship("site", "primary", ports.nobody(), "")),
          MORE_LINKS);
      assertThat(alpha.command("reload").out())
          .contains("relationship site added")
          .doesNotContain("campus");
      alpha.write(
          failover(
              ports.alpha(),
              campus + relationship("site", "primary", ports.nobody(), "keepalive = 30s")),
          MORE_LINKS);
      assertThat(alpha.command("reload").out()).contains("relationship site changed");
      assertThat(alpha.relationship("site").config().keepalive()).hasSeconds(30);
      alpha.write(failover(ports.alpha(), campus), LINKS);
      assertThat(alpha.command("reload").out()).contains("relationship site removed");
      assertThat(alpha.server().relationship("site")).isEmpty();
      assertThat(alpha.relationship("campus").connections()).isEqualTo(1);
      assertThat(alpha.relationship("campus").link()).isPresent();
      assertThat(alpha.relationship("campus").state()).hasValue(FailoverState.NORMAL);
    }
  }

  @Test
  void aChangedKeepaliveIsSettledWithThePartnerByANewConnection() throws IOException {
    Ports ports = new Ports(ServedFile.freeTcpPort(), ServedFile.freeTcpPort(), 0);
    try (ServedFile beta =
            new ServedFile(
                directory,
                "beta",
                failover(ports.beta(), relationship("campus", "secondary", ports.alpha(), "")),
                LINKS);
        ServedFile alpha =
            new ServedFile(
                directory,
                "alpha",
                failover(ports.alpha(), relationship("campus", "primary", ports.beta(), "")),
                LINKS)) {
      awaitNormal(alpha, beta);

      alpha.write(
          failover(
              ports.alpha(), relationship("campus", "primary", ports.beta(), "keepalive = 40s")),
          LINKS);
      assertThat(alpha.command("reload").code()).isZero();
      ServedFile.await(() -> keepaliveOfPartner(beta).equals(Optional.of(Duration.ofSeconds(40))));
      awaitNormal(alpha, beta);

      // A secondary makes no connections: it ends its own and shows the primary that it is there.
      beta.write(
          failover(
              ports.beta(), relationship("campus", "secondary", ports.alpha(), "keepalive = 50s")),
          LINKS);
      assertThat(beta.command("reload").code()).isZero();
      ServedFile.await(() -> keepaliveOfPartner(alpha).equals(Optional.of(Duration.ofSeconds(50))));
      awaitNormal(alpha, beta);
    }
  }

  @Test
  void aPoolThatJoinsARelationshipIsSharedAndOneThatLeavesIsNot() throws IOException {
    Ports ports = new Ports(ServedFile.freeTcpPort(), ServedFile.freeTcpPort(), 0);
    String atAlpha = failover(ports.alpha(), relationship("campus", "primary", ports.beta(), ""));
    String atBeta = failover(ports.beta(), relationship("campus", "secondary", ports.alpha(), ""));
    String more = LINKS + link("two", 2, pool("na-2", 2, ", relationship = campus"));
    try (ServedFile beta = new ServedFile(directory, "beta", atBeta, LINKS);
        ServedFile alpha = new ServedFile(directory, "alpha", atAlpha, LINKS)) {
      awaitNormal(alpha, beta);
      assertThat(alpha.clients("2001:db8:1::1", 3).code()).isZero();

      beta.write(atBeta, more);
      assertThat(beta.command("reload").out()).contains("pool na-2 added");
      alpha.write(atAlpha, more);
      assertThat(alpha.command("reload").out()).contains("pool na-2 added");
      ServedFile.await(
          () ->
              alpha.relationship("campus").agreement().word().equals("agrees")
                  && beta.relationship("campus").agreement().word().equals("agrees"));
      awaitNormal(alpha, beta);
      assertThat(alpha.clients("2001:db8:2::1", 2).code()).isZero();
      ServedFile.await(() -> active(beta, "na-2") == 2 && active(beta, "na-1") == 3);

      alpha.write(atAlpha, LINKS);
      assertThat(alpha.command("reload").out()).contains("pool na-2 removed");
      beta.write(atBeta, LINKS);
      assertThat(beta.command("reload").out()).contains("pool na-2 removed");
      awaitNormal(alpha, beta);
      ServedFile.await(() -> alpha.clients("2001:db8:1::1", 4).code() == 0);
      ServedFile.await(() -> active(beta, "na-1") == 4);
    }
  }

  private static long active(ServedFile server, String pool) {
    return server.server().pools().stream()
        .filter(each -> each.name().equals(pool))
        .flatMap(each -> each.stats().stream())
        .mapToLong(stats -> stats.active())
        .sum();
  }

  private static Optional<Duration> keepaliveOfPartner(ServedFile server) {
    return server.relationship("campus").link().map(link -> link.partnerKeepalive());
  }

  private static void awaitNormal(ServedFile... servers) {
    for (ServedFile server : servers) {
      ServedFile.await(
          () ->
              server.relationship("campus").state().equals(Optional.of(FailoverState.NORMAL))
                  && server.server().isReady());
    }
  }
}
