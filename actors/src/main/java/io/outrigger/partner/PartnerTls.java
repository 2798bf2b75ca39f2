package io.outrigger.partner;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** How a connection is protected, with all material at hand (RFC 7653 §8.2, RFC 8156 §6.1). */
public sealed interface PartnerTls {

  /** Plain TCP. */
  record Off() implements PartnerTls {}

  /**
   * TLS 1.3 or 1.2 with certificates on both sides.
   *
   * @param chain our certificate, then those of its authorities; not empty
   * @param key the private key of the first
   * @param trusts the partner's certificate has to satisfy one of these; not empty
   */
  record Required(List<X509Certificate> chain, PrivateKey key, List<CertificateTrust> trusts)
      implements PartnerTls {
    public Required {
      chain = List.copyOf(chain);
      trusts = List.copyOf(trusts);
    }

    /** A private key is nothing for a log. */
    @Override
    public String toString() {
      return "Required[" + chain.getFirst().getSubjectX500Principal() + ", " + trusts + "]";
    }
  }
}
