package io.outrigger.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The secret that changes need (RFC 6750 §2.1). */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private final byte[] octets;

  /**
   * @throws IllegalArgumentException if {@code token} is empty
   */
  BearerToken(String token) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("an empty token");
    }
    octets = token.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether {@code request} bears it; the time that this takes does not tell how nearly. */
  boolean isBorneBy(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(header -> header.value())
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))
        .filter(given -> MessageDigest.isEqual(octets, given))
        .isPresent();
  }
}
