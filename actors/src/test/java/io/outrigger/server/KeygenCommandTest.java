package io.outrigger.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrigger.config.PartnerTrust;
import io.outrigger.config.TlsConfig;
import io.outrigger.dhcp.Bytes;
import io.outrigger.partner.PartnerTlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeygenCommandTest {
  @TempDir private Path directory;

  private Outcome keygen(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "keygen";
    args[1] = "--name";
    args[2] = "alpha";
    args[3] = "--directory";
    args[4] = directory.toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return Outcome.of(args);
  }

  @Test
  void makesAKeyAndACertificateThatFitEachOther() throws IOException {
    JsonNode made = new ObjectMapper().readTree(keygen("--json").out());
    Bytes sha256 = Bytes.fromHex(made.get("sha256").textValue());
    PartnerTlsFiles.Loaded loaded =
        PartnerTlsFiles.load(
            new TlsConfig.Required(
                Path.of(made.get("certificate").textValue()),
                Path.of(made.get("key").textValue()),
                new PartnerTrust.PinnedFingerprint(sha256)),
            Instant.now());
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.tls()).isPresent();
    assertThat(Instant.parse(made.get("notAfter").textValue()))
        .isAfter(Instant.now().plus(java.time.Duration.ofDays(3649)));
  }

  @Test
  void keyIsNobodyElsesAndTheConfigurationLinesArePrinted() throws IOException {
    Outcome outcome = keygen();
    assertThat(outcome.code()).isZero();
    assertThat(Files.getPosixFilePermissions(directory.resolve("alpha.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(outcome.out())
        .contains("certificate = \"" + directory.resolve("alpha.pem") + "\"")
        .contains("key = \"" + directory.resolve("alpha.key") + "\"")
        .containsPattern("partner-fingerprint = [0-9a-f]{64}");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void replacesNothingWithoutForce() throws IOException {
    keygen();
    byte[] key = Files.readAllBytes(directory.resolve("alpha.key"));
    Outcome again = keygen();
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("alpha.key is there already", "--force");
    assertThat(Files.readAllBytes(directory.resolve("alpha.key"))).isEqualTo(key);
    assertThat(keygen("--force").code()).isZero();
    assertThat(Files.readAllBytes(directory.resolve("alpha.key"))).isNotEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../alpha", "", "a b", "-x", "ä"})
  void aNameThatIsNoFileNameIsRefused(String name) {
    Outcome outcome = Outcome.of("keygen", "--name=" + name, "--directory", directory.toString());
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--name");
  }

  @Test
  void daysHaveBounds() {
    assertThat(keygen("--days", "0").code()).isEqualTo(2);
    assertThat(keygen("--days", "40000").code()).isEqualTo(2);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Outcome outcome = Outcome.of("keygen", "--name", "a", "--directory", file.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot write to " + file);
  }
}
