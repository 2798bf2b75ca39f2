package io.outrigger.partner;

import io.outrigger.dhcp.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What proves that a certificate is the partner's. No system trust store, no name in a certificate
 * and no online check has a part in it (RFC 7031 §8).
 */
public sealed interface CertificateTrust {

  /**
   * It is one certain certificate.
   *
   * @param sha256 of its DER form, 32 octets
   */
  record Pinned(Bytes sha256) implements CertificateTrust {}

  /**
   * One of these has signed it.
   *
   * @param certificates not empty
   */
  record Authority(List<X509Certificate> certificates) implements CertificateTrust {
    public Authority {
      certificates = List.copyOf(certificates);
    }
  }
}
