package io.outrigger.partner.netty;

import io.outrigger.partner.CertificateRules;
import io.outrigger.partner.CertificateTrust;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks {@link CertificateRules}. The extended kind, for around a plain one the JDK would put checks
 * of its own.
 */
final class PartnerTrustManager extends X509ExtendedTrustManager {
  private final List<CertificateTrust> trusts;
  private final InstantSource clock;

  PartnerTrustManager(List<CertificateTrust> trusts, InstantSource clock) {
    this.trusts = trusts;
    this.clock = clock;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    Optional<String> refusal = CertificateRules.refusal(trusts, List.of(chain), clock.instant());
    if (refusal.isPresent()) {
      throw new CertificateException(refusal.get());
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  /** Names nobody: which authorities we know is no one's business. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
