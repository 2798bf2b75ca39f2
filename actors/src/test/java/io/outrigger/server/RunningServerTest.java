package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.ConfigLoader;
import io.outrigger.config.LoadedConfig;
import io.outrigger.config.OutriggerConfig;
import io.outrigger.journal.JournalDirectory;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
  @TempDir Path directory;

  private static InetAddress loopback() throws IOException {
    return InetAddress.getAllByName("::1")[0];
  }

  private OutriggerConfig config(String state, int dhcpPort, int adminPort) throws IOException {
    return config(state, dhcpPort, adminPort, "na");
  }

  private OutriggerConfig config(String state, int dhcpPort, int adminPort, String addressPool)
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve(state + "-" + addressPool + ".conf"),
            """
            outrigger {
              server {
                name = alpha
                state-dir = "%s"
                listen { unicast = ["[::1]:%d"] }
                admin { address = "[::1]:%d" }
              }
              links = [{
                name = lab
                relay-link-addresses = ["2001:db8:1::/64"]
                prefixes = ["2001:db8:1::/64"]
                lifetimes { preferred = 1h, valid = 2h }
                pools = [
                  { name = %s, kind = address, range = "2001:db8:1::10 - 2001:db8:1::ff" }
                  { name = pd, kind = prefix, prefix = "2001:db8:8000::/40", delegated-length = 56 }
                ]
              }]
            }
            """
                .formatted(directory.resolve(state), dhcpPort, adminPort, addressPool));
    return ((LoadedConfig.Ok) ConfigLoader.load(file)).config();
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static int freeTcpPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static RunningServer.Start start(OutriggerConfig config) {
    return RunningServer.start(config, Path.of("never-read-again.conf"));
  }

  private static String refusal(RunningServer.Start start) {
    assertThat(start).isInstanceOf(RunningServer.Start.Refused.class);
    return String.join("\n", ((RunningServer.Start.Refused) start).reasons());
  }

  @Test
  void aServerRunsAloneWithItsStateAndItsPorts() throws IOException {
    int dhcpPort = freeUdpPort();
    int adminPort = freeTcpPort();
    String url = "http://[::1]:" + adminPort;
    RunningServer server =
        ((RunningServer.Start.Running) start(config("state", dhcpPort, adminPort))).server();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Outcome.of("status", "--url", url).out().contains(", serving"));
      assertThat(Outcome.of("status", "--url", url).out())
          .containsPattern("na +lab +address +240 +0 +240")
          .containsPattern("pd +lab +prefix +65536");
      Outcome leases = Outcome.of("leases", "--url", url);
      assertThat(leases.code()).as(leases.err()).isZero();
      assertThat(leases.out().lines()).hasSize(1);

      assertThat(refusal(start(config("state", freeUdpPort(), freeTcpPort()))))
          .contains("in use by process");
      assertThat(refusal(start(config("other", freeUdpPort(), adminPort))))
          .contains("the admin HTTP cannot listen on [::1]:" + adminPort);
      assertThat(refusal(start(config("other", dhcpPort, freeTcpPort()))))
          .contains("cannot listen on [::1]:" + dhcpPort);
    } finally {
      server.close();
    }
    assertThat(Outcome.of("status", "--url", url).code()).isEqualTo(1);
    try (Stream<Path> files = Files.list(directory.resolve("state"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("journal", "server-duid", "admin.token");
    }
  }

  @Test
  void leasesOfAPoolThatIsNoLongerNamedAreToldAndKept() throws Exception {
    int dhcpPort = freeUdpPort();
    int adminPort = freeTcpPort();
    OutriggerConfig before = config("state", dhcpPort, adminPort);
    serveAnd(
        before,
        adminPort,
        () ->
            assertThat(
                    Outcome.of(
                            "client",
                            "--server",
                            "[::1]:" + dhcpPort,
                            "--link-address",
                            "2001:db8:1::1",
                            "--clients",
                            "3")
                        .code())
                .isZero());
    OutriggerConfig renamed = config("state", dhcpPort, adminPort, "new");
    JournalDirectory.Checked.Usable usable =
        (JournalDirectory.Checked.Usable)
            JournalDirectory.check(directory.resolve("state/journal"));
    try (JournalDirectory journal = usable.journal()) {
      assertThat(UnnamedPools.of(before, journal).warnings()).isEmpty();
      assertThat(UnnamedPools.of(renamed, journal).warnings())
          .singleElement()
          .asString()
          .contains("3 leases of pool na,");
    }
    serveAnd(renamed, adminPort, () -> assertThat(leases(adminPort)).isEqualTo(3));
    serveAnd(before, adminPort, () -> assertThat(leases(adminPort)).isEqualTo(3));
  }

  private static long leases(int adminPort) {
    return Outcome.of("leases", "--url", "http://[::1]:" + adminPort).out().lines().count() - 1;
  }

  private static void serveAnd(OutriggerConfig config, int adminPort, Runnable meanwhile) {
    String url = "http://[::1]:" + adminPort;
    RunningServer server = ((RunningServer.Start.Running) start(config)).server();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Outcome.of("status", "--url", url).out().contains(", serving"));
      meanwhile.run();
    } finally {
      server.close();
    }
  }
}
