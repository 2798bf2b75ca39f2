package io.outrigger.partner;

import io.outrigger.config.PartnerTrust;
import io.outrigger.config.TlsConfig;
import io.outrigger.dhcp.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the PEM files that a relationship's TLS is made of. */
public final class PartnerTlsFiles {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /**
   * What came of it.
   *
   * @param tls empty if there is nothing to work with; with an expired certificate there is, and
   *     partners will refuse it
   * @param problems one line each, naming the file; empty if all is well
   */
  public record Loaded(Optional<PartnerTls> tls, List<String> problems) {
    public Loaded {
      problems = List.copyOf(problems);
    }
  }

  private record Block(String label, byte[] octets) {}

  private final Instant now;
  private final List<String> problems = new ArrayList<>();

  private PartnerTlsFiles(Instant now) {
    this.now = now;
  }

  /**
   * Reads all files and looks for every problem: not readable, nothing of the kind in it, a key
   * that does not fit, a certificate out of its time.
   */
  public static Loaded load(TlsConfig config, Instant now) {
    return switch (config) {
      case TlsConfig.Off _off -> new Loaded(Optional.of(new PartnerTls.Off()), List.of());
      case TlsConfig.Required required -> new PartnerTlsFiles(now).load(required);
    };
  }

  private Loaded load(TlsConfig.Required config) {
    List<X509Certificate> chain = certificates(config.certificate());
    Optional<PrivateKey> key =
        chain.isEmpty()
            ? Optional.empty()
            : key(config.key(), chain.getFirst(), config.certificate());
    if (chain.isEmpty()) {
      blocks(config.key());
    }
    Optional<CertificateTrust> trust = trust(config.trust());
    boolean usable = !chain.isEmpty() && key.isPresent() && trust.isPresent();
    return new Loaded(
        usable
            ? Optional.of(new PartnerTls.Required(chain, key.get(), List.of(trust.get())))
            : Optional.empty(),
        problems);
  }

  private Optional<CertificateTrust> trust(PartnerTrust trust) {
    return switch (trust) {
      case PartnerTrust.PinnedFingerprint pinned ->
          Optional.of(new CertificateTrust.Pinned(pinned.sha256()));
      case PartnerTrust.PinnedCertificate pinned ->
          certificates(pinned.file()).stream()
              .findFirst()
              .map(each -> new CertificateTrust.Pinned(CertificateRules.fingerprint(each)));
      case PartnerTrust.Authority authority -> {
        List<X509Certificate> certificates = certificates(authority.file());
        yield certificates.isEmpty()
            ? Optional.empty()
            : Optional.of(new CertificateTrust.Authority(certificates));
      }
    };
  }

  private List<X509Certificate> certificates(Path file) {
    Optional<List<Block>> blocks = blocks(file);
    List<X509Certificate> found = new ArrayList<>();
    for (Block block : blocks.orElse(List.of())) {
      if (block.label().equals("CERTIFICATE")) {
        try {
          found.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(block.octets())));
        } catch (CertificateException e) {
          problems.add(file + ": not a certificate: " + e.getMessage());
          return List.of();
        }
      }
    }
    if (blocks.isPresent() && found.isEmpty()) {
      problems.add(file + ": no certificate in it (-----BEGIN CERTIFICATE-----)");
    }
    for (X509Certificate each : found) {
      CertificateRules.outdated(each, now).ifPresent(what -> problems.add(file + ": " + what));
    }
    return found;
  }

  private Optional<PrivateKey> key(Path file, X509Certificate certificate, Path certificateFile) {
    Optional<List<Block>> blocks = blocks(file);
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    for (Block block : blocks.get()) {
      if (block.label().equals("PRIVATE KEY")) {
        return fitting(file, block.octets(), certificate, certificateFile);
      }
      if (block.label().endsWith("PRIVATE KEY")) {
        problems.add(
            file
                + ": a key of the form "
                + block.label()
                + "; PKCS #8 without a password is wanted (openssl pkcs8 -topk8 -nocrypt)");
        return Optional.empty();
      }
    }
    problems.add(file + ": no private key in it (-----BEGIN PRIVATE KEY-----)");
    return Optional.empty();
  }

  private Optional<PrivateKey> fitting(
      Path file, byte[] pkcs8, X509Certificate certificate, Path certificateFile) {
    try {
      String algorithm = certificate.getPublicKey().getAlgorithm();
      PrivateKey key =
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (fits(key, certificate)) {
        return Optional.of(key);
      }
    } catch (InvalidKeySpecException | InvalidKeyException e) {
      // Of another algorithm than the certificate, or no key at all.
    } catch (GeneralSecurityException e) {
      problems.add(file + ": " + e.getMessage());
      return Optional.empty();
    }
    problems.add(file + ": the key does not belong to the certificate in " + certificateFile);
    return Optional.empty();
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    byte[] sample = Bytes.of(certificate.getSignature()).toArray();
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(sample);
    return signature.verify(signed);
  }

  /** Empty if the file cannot be read, which is told then. */
  private Optional<List<Block>> blocks(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      problems.add(file + ": no such file");
      return Optional.empty();
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e);
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = PEM.matcher(text);
    while (matcher.find()) {
      try {
        blocks.add(
            new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2).strip())));
      } catch (IllegalArgumentException e) {
        problems.add(file + ": " + matcher.group(1) + " is not Base64: " + e.getMessage());
      }
    }
    return Optional.of(blocks);
  }
}
