package io.outrigger.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the store. All numbers are big endian, so that the order of keys is the order of
 * numbers.
 *
 * <pre>
 * 'e' id(4) sequenceNr(8)   an event
 * 'h' id(4)                 the highest sequence number of an id whose events were deleted
 * 'i' persistence id        the number that stands for a persistence id
 * 's'                       the schema of this store; the last of all keys
 * </pre>
 */
final class Keys {
  static final byte[] SCHEMA = {'s'};
  static final byte[] PERSISTENCE_IDS = {'i'};
  static final byte[] PERSISTENCE_IDS_END = {'i' + 1};

  private static final int EVENT_OCTETS = 13;

  private Keys() {}

  static byte[] event(int id, long sequenceNr) {
    return ByteBuffer.allocate(EVENT_OCTETS).put((byte) 'e').putInt(id).putLong(sequenceNr).array();
  }

  /** The first key past all events of {@code id} up to {@code sequenceNr}. */
  static byte[] afterEvent(int id, long sequenceNr) {
    return ByteBuffer.allocate(EVENT_OCTETS + 1)
        .put((byte) 'e')
        .putInt(id)
        .putLong(sequenceNr)
        .array();
  }

  static long sequenceNr(byte[] eventKey) {
    return ByteBuffer.wrap(eventKey).getLong(5);
  }

  static byte[] highest(int id) {
    return ByteBuffer.allocate(5).put((byte) 'h').putInt(id).array();
  }

  static byte[] persistenceId(String persistenceId) {
    byte[] text = persistenceId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + text.length).put(PERSISTENCE_IDS).put(text).array();
  }

  static String persistenceId(byte[] key) {
    return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
  }

  static byte[] value(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static long value(byte[] octets) {
    return ByteBuffer.wrap(octets).getLong();
  }
}
