package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigurationTest {

  @Test
  void bothConfigurationsAreRightAndAgree(@TempDir Path parent) throws Exception {
    Outcome keys = Outcome.of("keygen", "--name", "alpha", "--directory", parent + "/keys");
    assertThat(keys.code()).isZero();
    assertThat(Outcome.of("keygen", "--name", "beta", "--directory", parent + "/keys").code())
        .isZero();
    Path alpha = written(parent, "alpha", true, "beta", 3, 13);
    Path beta = written(parent, "beta", false, "alpha", 13, 3);
    Outcome outcome = Outcome.of("check-config", alpha.toString(), beta.toString());
    assertThat(outcome.code()).as(outcome.toString()).isZero();
  }

  private static Path written(
      Path parent, String name, boolean primary, String partner, int port, int partnerPort)
      throws Exception {
    Path directory = Files.createDirectories(parent.resolve(name));
    Path file = directory.resolve("outrigger.conf");
    var ports = new DemoConfiguration.Ports(port - 2, port - 1, port);
    return Files.writeString(
        file, DemoConfiguration.text(name, primary, directory, ports, partner, partnerPort, 200));
  }

  @Test
  void thePrefixPoolIsLargeEnoughForTheClients() {
    assertThat(DemoConfiguration.prefixPoolLength(2)).isEqualTo(52);
    assertThat(DemoConfiguration.prefixPoolLength(200)).isEqualTo(45);
    assertThat(DemoConfiguration.prefixPoolLength(4000)).isEqualTo(41);
  }
}
