package io.outrigger.partner;

import io.outrigger.server.SelfSignedCertificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A key with a certificate, for tests. */
public record TestIdentity(KeyPair keys, X509Certificate certificate) {
  private static final Duration DAY = Duration.ofDays(1);

  public static TestIdentity selfSigned(String name, Instant notBefore, Instant notAfter) {
    try {
      KeyPair keys = newKeys();
      return new TestIdentity(
          keys, SelfSignedCertificate.of(name, keys, BigInteger.ONE, notBefore, notAfter));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Valid a day before and after. */
  public static TestIdentity validAt(String name, Instant now) {
    return selfSigned(name, now.minus(DAY), now.plus(DAY));
  }

  public static TestIdentity expiredAt(String name, Instant now) {
    return selfSigned(name, now.minus(DAY.multipliedBy(2)), now.minus(DAY));
  }

  /** One that this one has signed. */
  public TestIdentity issues(String name, Instant now) {
    try {
      KeyPair theirs = newKeys();
      return new TestIdentity(
          theirs,
          SelfSignedCertificate.issued(
              name,
              theirs.getPublic(),
              commonName(),
              keys.getPrivate(),
              BigInteger.TWO,
              now.minus(DAY),
              now.plus(DAY)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String commonName() {
    return certificate.getSubjectX500Principal().getName().substring("CN=".length());
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  public CertificateTrust pinned() {
    return new CertificateTrust.Pinned(CertificateRules.fingerprint(certificate));
  }

  public CertificateTrust authority() {
    return new CertificateTrust.Authority(List.of(certificate));
  }

  public PartnerTls.Required trusting(CertificateTrust... trusts) {
    return new PartnerTls.Required(List.of(certificate), keys.getPrivate(), List.of(trusts));
  }
}
