package io.outrigger.config;

import java.nio.file.Path;

/** How the connection to a partner is protected (RFC 7653 §8.2, RFC 8156 §9). */
public sealed interface TlsConfig {

  /** Plain TCP: whoever reaches the port may speak. */
  record Off() implements TlsConfig {}

  /**
   * TLS with certificates on both sides.
   *
   * @param certificate PEM file with our certificate, and its chain
   * @param key PEM file with our private key, PKCS #8
   * @param trust how the partner's certificate is known to be the partner's
   */
  record Required(Path certificate, Path key, PartnerTrust trust) implements TlsConfig {}
}
