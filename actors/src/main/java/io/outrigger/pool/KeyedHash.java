package io.outrigger.pool;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * SipHash-2-4 (Aumasson, Bernstein 2012) for hash tables whose keys clients choose: who does not
 * know the key cannot make them collide. Never stored, never sent. For the use of one thread.
 */
final class KeyedHash {
  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long key0;
  private final long key1;
  private final byte[] input = new byte[Duid.MAX_OCTETS + Integer.BYTES + Long.BYTES];

  KeyedHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  static KeyedHash random(RandomGenerator random) {
    return new KeyedHash(random.nextLong(), random.nextLong());
  }

  int of(Ipv6Prefix resource) {
    LITTLE_ENDIAN_LONG.set(input, 0, resource.high());
    LITTLE_ENDIAN_LONG.set(input, 8, resource.low());
    input[16] = (byte) resource.length();
    return (int) hash(input, 17);
  }

  int of(Duid duid, int iaid) {
    int length = duid.length();
    duid.copyTo(input, 0);
    for (int i = 0; i < Integer.BYTES; i++) {
      input[length + i] = (byte) (iaid >>> (8 * i));
    }
    return (int) hash(input, length + Integer.BYTES);
  }

  long of(long number) {
    LITTLE_ENDIAN_LONG.set(input, 0, number);
    return hash(input, Long.BYTES);
  }

  long of(long number, long other) {
    LITTLE_ENDIAN_LONG.set(input, 0, number);
    LITTLE_ENDIAN_LONG.set(input, 8, other);
    return hash(input, 2 * Long.BYTES);
  }

  long hash(byte[] octets, int length) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int words = length >>> 3;
    for (int i = 0; i <= words + 2; i++) {
      // The words, then the rest with the length; then twice nothing: four rounds to finish.
      long word = 0;
      if (i < words) {
        word = (long) LITTLE_ENDIAN_LONG.get(octets, i << 3);
      } else if (i == words) {
        word = lastWord(octets, length);
      } else if (i == words + 1) {
        v2 ^= 0xff;
      }
      v3 ^= word;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long lastWord(byte[] octets, int length) {
    long word = (long) length << 56;
    for (int i = length & ~7, shift = 0; i < length; i++, shift += 8) {
      word |= (octets[i] & 0xffL) << shift;
    }
    return word;
  }
}
