package io.outrigger.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An X.509 certificate (RFC 5280 §4.1) that a P-256 key signs for itself; the JDK reads
 * certificates and has no public way to make one. It needs no extension: partners know it by its
 * octets.
 */
public final class SelfSignedCertificate {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02
  };

  private static final int SHORT_LENGTH = 0x80;
  private static final int UTC_TIME_ENDS = 2050;

  private SelfSignedCertificate() {}

  /**
   * @param name the common name, 1 to 64 characters
   * @param keys of the curve secp256r1
   * @param serial positive
   */
  public static X509Certificate of(
      String name, KeyPair keys, BigInteger serial, Instant notBefore, Instant notAfter)
      throws GeneralSecurityException {
    return issued(name, keys.getPublic(), name, keys.getPrivate(), serial, notBefore, notAfter);
  }

  /** The same, signed by somebody else. */
  public static X509Certificate issued(
      String name,
      PublicKey key,
      String issuer,
      PrivateKey issuerKey,
      BigInteger serial,
      Instant notBefore,
      Instant notAfter)
      throws GeneralSecurityException {
    byte[] algorithm = der(SEQUENCE, der(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
    // No version: without extensions it is an X.509 version 1 certificate, the default.
    byte[] body =
        der(
            SEQUENCE,
            der(INTEGER, serial.toByteArray()),
            algorithm,
            distinguished(issuer),
            der(SEQUENCE, time(notBefore), time(notAfter)),
            distinguished(name),
            key.getEncoded());
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(issuerKey);
    signature.update(body);
    byte[] certificate =
        der(SEQUENCE, body, algorithm, der(BIT_STRING, new byte[] {0}, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] distinguished(String name) {
    return der(
        SEQUENCE,
        der(
            SET,
            der(
                SEQUENCE,
                der(OBJECT_IDENTIFIER, COMMON_NAME),
                der(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8)))));
  }

  /** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
  private static byte[] time(Instant instant) {
    var utc = instant.atZone(ZoneOffset.UTC);
    boolean shortYear = utc.getYear() < UTC_TIME_ENDS;
    String text =
        utc.format(
            DateTimeFormatter.ofPattern(shortYear ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'"));
    return der(shortYear ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < SHORT_LENGTH) {
      out.write(length);
    } else {
      byte[] octets = BigInteger.valueOf(length).toByteArray();
      int skip = octets[0] == 0 ? 1 : 0;
      out.write(SHORT_LENGTH | octets.length - skip);
      out.write(octets, skip, octets.length - skip);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
