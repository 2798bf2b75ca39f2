package io.outrigger.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.config.PartnerTrust;
import io.outrigger.config.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerTlsFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final TestIdentity ALPHA = TestIdentity.validAt("alpha", NOW);
  private static final TestIdentity BETA = TestIdentity.validAt("beta", NOW);

  @TempDir private Path folder;

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path pem(String name, String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return write(
        name,
        "a word before\n-----BEGIN "
            + label
            + "-----\n"
            + base64
            + "\n-----END "
            + label
            + "-----\n");
  }

  private Path certificate(TestIdentity who, String name) {
    try {
      return pem(name, "CERTIFICATE", who.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path key(TestIdentity who, String name) {
    return pem(name, "PRIVATE KEY", who.keys().getPrivate().getEncoded());
  }

  private PartnerTlsFiles.Loaded load(Path certificate, Path key, PartnerTrust trust) {
    return PartnerTlsFiles.load(new TlsConfig.Required(certificate, key, trust), NOW);
  }

  private PartnerTrust pinnedBeta() {
    return new PartnerTrust.PinnedCertificate(certificate(BETA, "beta.pem"));
  }

  @Test
  void allWellIsMaterialToWorkWith() {
    PartnerTlsFiles.Loaded loaded =
        load(certificate(ALPHA, "a.pem"), key(ALPHA, "a.key"), pinnedBeta());
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.tls()).contains(ALPHA.trusting(BETA.pinned()));
    assertThat(loaded.tls().orElseThrow().toString()).doesNotContain("PrivateKey", "EC ");
  }

  @Test
  void offNeedsNoFile() {
    assertThat(PartnerTlsFiles.load(new TlsConfig.Off(), NOW).tls()).contains(new PartnerTls.Off());
  }

  @Test
  void authorityIsReadAsSuch() {
    PartnerTlsFiles.Loaded loaded =
        load(
            certificate(ALPHA, "a.pem"),
            key(ALPHA, "a.key"),
            new PartnerTrust.Authority(certificate(BETA, "beta.pem")));
    assertThat(loaded.tls()).contains(ALPHA.trusting(BETA.authority()));
  }

  @Test
  void everyProblemIsToldWithItsFile() {
    PartnerTlsFiles.Loaded loaded =
        load(
            write("empty.pem", "nothing"),
            folder.resolve("absent.key"),
            new PartnerTrust.PinnedCertificate(folder.resolve("absent.pem")));
    assertThat(loaded.tls()).isEmpty();
    assertThat(loaded.problems())
        .hasSize(3)
        .anySatisfy(each -> assertThat(each).contains("empty.pem: no certificate"))
        .anySatisfy(each -> assertThat(each).contains("absent.key: no such file"))
        .anySatisfy(each -> assertThat(each).contains("absent.pem: no such file"));
  }

  @Test
  void aKeyOfAnotherCertificateIsFound() {
    PartnerTlsFiles.Loaded loaded =
        load(certificate(ALPHA, "a.pem"), key(BETA, "b.key"), pinnedBeta());
    assertThat(loaded.tls()).isEmpty();
    assertThat(loaded.problems())
        .singleElement()
        .asString()
        .contains("b.key: the key does not belong to the certificate in", "a.pem");
  }

  @Test
  void keysOfOtherFormsAreNamed() {
    Path sec1 = pem("sec1.key", "EC PRIVATE KEY", new byte[] {1, 2, 3});
    Path garbage = pem("garbage.key", "PRIVATE KEY", new byte[] {1, 2, 3});
    Path own = certificate(ALPHA, "a.pem");
    assertThat(load(own, sec1, pinnedBeta()).problems())
        .singleElement()
        .asString()
        .contains("sec1.key", "PKCS #8");
    assertThat(load(own, garbage, pinnedBeta()).problems()).hasSize(1);
    assertThat(load(own, own, pinnedBeta()).problems())
        .singleElement()
        .asString()
        .contains("no private key");
  }

  @Test
  void garbageInACertificateIsFound() {
    Path garbage = pem("garbage.pem", "CERTIFICATE", new byte[] {1, 2, 3});
    assertThat(load(garbage, key(ALPHA, "a.key"), pinnedBeta()).problems())
        .singleElement()
        .asString()
        .contains("garbage.pem: not a certificate");
  }

  @Test
  void anExpiredCertificateIsToldAndStillLoaded() {
    PartnerTlsFiles.Loaded loaded =
        PartnerTlsFiles.load(
            new TlsConfig.Required(certificate(ALPHA, "a.pem"), key(ALPHA, "a.key"), pinnedBeta()),
            NOW.plus(Duration.ofDays(2)));
    assertThat(loaded.tls()).isPresent();
    assertThat(loaded.problems())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).contains("the certificate expired at"));
  }
}
