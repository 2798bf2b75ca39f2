package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where in a pool the search for a client's lease begins: a hash of (DUID, IAID), keyed by the
 * pool's name. It depends on nothing else, so the same client is led to the same resource after a
 * restart, from a blank database, and by the partner as well (RFC 8156 §4.2.1 leaves the choice
 * free).
 *
 * <p>SHA-256 over key (the first 16 octets of the name's SHA-256), IAID and DUID; its first 64 bits
 * are scaled to the pool's size. With a usual DUID that is one block. The key comes first and has a
 * fixed length, as has the IAID, so no two inputs are written alike; an extension of the digest is
 * of no use to anybody, since only half of it shows.
 *
 * <p>For the use of one thread.
 */
public final class StartingPoint {
  private static final int KEY_OCTETS = 16;
  private static final int PREFIX_OCTETS = KEY_OCTETS + Integer.BYTES;

  private final MessageDigest sha256;
  private final byte[] input = new byte[PREFIX_OCTETS + Duid.MAX_OCTETS];
  private final byte[] output = new byte[32];

  /**
   * @param poolName the name that both partners' configurations give the pool
   */
  public StartingPoint(String poolName) {
    this.sha256 = newSha256();
    byte[] key = sha256.digest(poolName.getBytes(StandardCharsets.UTF_8));
    System.arraycopy(key, 0, input, 0, KEY_OCTETS);
  }

  /** The index in {@code space} that this client starts at; uniform over the pool. */
  public long of(Duid duid, int iaid, PoolSpace space) {
    // floor(hash * size / 2^64), as even as 64 bits can be
    return Math.unsignedMultiplyHigh(hash(duid, iaid), space.lastIndex() + 1);
  }

  /** All 64 bits. */
  long hash(Duid duid, int iaid) {
    for (int i = 0; i < Integer.BYTES; i++) {
      input[KEY_OCTETS + i] = (byte) (iaid >>> (24 - 8 * i));
    }
    duid.copyTo(input, PREFIX_OCTETS);
    sha256.update(input, 0, PREFIX_OCTETS + duid.length());
    try {
      sha256.digest(output, 0, output.length);
    } catch (DigestException e) {
      throw new AssertionError("32 octets hold a SHA-256", e);
    }
    long hash = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      hash = (hash << 8) | (output[i] & 0xff);
    }
    return hash;
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
