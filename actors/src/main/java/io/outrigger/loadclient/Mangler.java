package io.outrigger.loadclient;

import io.outrigger.dhcp.MessageType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes malformed datagrams, the same ones for the same seed. */
public final class Mangler {
  private static final int MAX_RANDOM_OCTETS = 600;
  private static final int RELAY_HEADER_OCTETS = 34;
  private static final int OPTION_HEADER_OCTETS = 4;
  private static final int OPTION_RELAY_MSG = 9;

  private final RandomGenerator random;

  public Mangler(RandomGenerator random) {
    this.random = random;
  }

  /** Something near {@code wellFormed}, or nothing like it; by chance even well-formed. */
  public byte[] mangle(byte[] wellFormed) {
    byte[] octets = wellFormed.clone();
    return switch (random.nextInt(8)) {
      case 0 -> noise(random.nextInt(MAX_RANDOM_OCTETS));
      case 1 -> Arrays.copyOf(octets, random.nextInt(octets.length));
      case 2 -> flipped(octets);
      case 3 -> withWrongLength(octets);
      case 4 -> Arrays.copyOf(octets, octets.length + 1 + random.nextInt(64));
      case 5 -> withNoiseFrom(octets, random.nextInt(octets.length));
      case 6 -> nested(octets, 1 + random.nextInt(30));
      default -> withKnownType(noise(1 + random.nextInt(MAX_RANDOM_OCTETS)));
    };
  }

  private byte[] noise(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  private byte[] flipped(byte[] octets) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return octets;
  }

  private byte[] withWrongLength(byte[] octets) {
    int at = random.nextInt(octets.length - 1);
    octets[at] = (byte) random.nextInt(4);
    octets[at + 1] = (byte) random.nextInt(256);
    return octets;
  }

  private byte[] withNoiseFrom(byte[] octets, int from) {
    byte[] tail = noise(octets.length - from);
    System.arraycopy(tail, 0, octets, from, tail.length);
    return octets;
  }

  private byte[] withKnownType(byte[] octets) {
    octets[0] = (byte) (1 + random.nextInt(MessageType.RELAY_REPL.code()));
    return octets;
  }

  /** Relay messages in relay messages, more than HOP_COUNT_LIMIT allows. */
  private byte[] nested(byte[] inner, int depth) {
    byte[] octets = inner;
    for (int i = 0; i < depth; i++) {
      ByteBuffer outer =
          ByteBuffer.allocate(RELAY_HEADER_OCTETS + OPTION_HEADER_OCTETS + octets.length);
      outer.put((byte) MessageType.RELAY_FORW.code()).put((byte) random.nextInt(256));
      outer.position(RELAY_HEADER_OCTETS);
      outer.putShort((short) OPTION_RELAY_MSG).putShort((short) octets.length).put(octets);
      octets = outer.array();
    }
    return octets;
  }
}
