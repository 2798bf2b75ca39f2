package io.outrigger.partner;

import io.outrigger.dhcp.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a certificate is the partner's. Pure: nothing is asked online, neither revocation nor
 * names count.
 */
public final class CertificateRules {
  private CertificateRules() {}

  /**
   * @param trusts one of them is enough
   * @param chain as the partner presented it, its own certificate first
   * @return why not, for people; empty if it is the partner's
   */
  public static Optional<String> refusal(
      List<CertificateTrust> trusts, List<X509Certificate> chain, Instant now) {
    if (chain.isEmpty()) {
      return Optional.of("no certificate was presented");
    }
    X509Certificate own = chain.getFirst();
    Optional<String> outdated = outdated(own, now);
    if (outdated.isPresent()) {
      return outdated;
    }
    String reason = "";
    for (CertificateTrust trust : trusts) {
      Optional<String> refusal =
          switch (trust) {
            case CertificateTrust.Pinned pinned -> pinned(pinned, own);
            case CertificateTrust.Authority authority -> signed(authority, chain, now);
          };
      if (refusal.isEmpty()) {
        return Optional.empty();
      }
      reason = refusal.get();
    }
    return Optional.of(reason);
  }

  /** Whether it is out of its time, also where it is pinned. */
  static Optional<String> outdated(X509Certificate certificate, Instant now) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      return Optional.of("the certificate expired at " + certificate.getNotAfter().toInstant());
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      return Optional.of(
          "the certificate is valid only from " + certificate.getNotBefore().toInstant());
    }
    return Optional.empty();
  }

  private static Optional<String> pinned(CertificateTrust.Pinned pinned, X509Certificate own) {
    Bytes presented = fingerprint(own);
    return presented.equals(pinned.sha256())
        ? Optional.empty()
        : Optional.of(
            "the certificate with SHA-256 "
                + presented.toHex()
                + " is not the pinned one, "
                + pinned.sha256().toHex());
  }

  private static Optional<String> signed(
      CertificateTrust.Authority authority, List<X509Certificate> chain, Instant now) {
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              authority.certificates().stream()
                  .map(each -> new TrustAnchor(each, null))
                  .collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      List<X509Certificate> path =
          chain.stream().filter(each -> !authority.certificates().contains(each)).toList();
      if (path.isEmpty()) {
        return Optional.of("the certificate is the authority's own");
      }
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of("the certificate is not signed by the authority: " + e.getMessage());
    }
  }

  /** SHA-256 of the DER form. */
  public static Bytes fingerprint(X509Certificate certificate) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate without a DER form", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
