package io.outrigger.config;

import io.outrigger.dhcp.Bytes;
import java.nio.file.Path;

/** What proves that a certificate is the partner's. */
public sealed interface PartnerTrust {

  /** It is the certificate in this PEM file. */
  record PinnedCertificate(Path file) implements PartnerTrust {}

  /** Its SHA-256 is this; 32 octets. */
  record PinnedFingerprint(Bytes sha256) implements PartnerTrust {}

  /** An authority whose certificate is in this PEM file has signed it. */
  record Authority(Path file) implements PartnerTrust {}
}
