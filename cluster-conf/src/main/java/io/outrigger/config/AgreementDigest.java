package io.outrigger.config;

import io.outrigger.dhcp.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The {@link AgreementForm} of a relationship in a few octets, so that two running servers can
 * compare theirs: digests are equal if and only if forms are.
 *
 * @param whole SHA-256 over all of it
 * @param relationship the first 8 octets of a SHA-256 over what is no pool's
 * @param pools the same for each pool, by its name
 */
public record AgreementDigest(Bytes whole, Bytes relationship, NavigableMap<String, Bytes> pools) {

  /**
   * To be raised with any change of {@link AgreementForm} or of this: servers of different forms
   * then know that they cannot compare, where they would see a difference that is none.
   */
  public static final int FORM = 1;

  private static final int PART_OCTETS = 8;

  public AgreementDigest {
    pools = Collections.unmodifiableNavigableMap(new TreeMap<>(pools));
  }

  /** The digest of what {@code config} says of {@code relationship} and the pools in it. */
  public static AgreementDigest of(OutriggerConfig config, RelationshipConfig relationship) {
    return of(AgreementForm.of(config, relationship));
  }

  static AgreementDigest of(AgreementForm form) {
    MessageDigest whole = sha256();
    byte[] relationship = hash(form.relationship());
    whole.update(relationship);
    NavigableMap<String, Bytes> pools = new TreeMap<>();
    for (Map.Entry<String, NavigableMap<String, String>> pool : form.pools().entrySet()) {
      byte[] part = hash(pool.getValue());
      add(pool.getKey(), whole);
      whole.update(part);
      pools.put(pool.getKey(), part(part));
    }
    return new AgreementDigest(Bytes.of(whole.digest()), part(relationship), pools);
  }

  private static byte[] hash(NavigableMap<String, String> values) {
    MessageDigest digest = sha256();
    values.forEach(
        (key, value) -> {
          add(key, digest);
          add(value, digest);
        });
    return digest.digest();
  }

  /** With its length, so that no two lists of texts give the same octets. */
  private static void add(String text, MessageDigest digest) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
    digest.update(octets);
  }

  private static Bytes part(byte[] hash) {
    return Bytes.of(hash, 0, PART_OCTETS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
