package io.outrigger.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Finds where a LevelDB log (or MANIFEST) ends, and why.
 *
 * <p>LevelDB appends a record and syncs it before it appends the next. A process that is killed, or
 * a power failure, may therefore leave the last record half written, and only the last; nobody was
 * told that it is stored. LevelDB's strict checks take such a tail for damage. A record that begins
 * after an unreadable one shows that the unreadable one had been complete: that is damage indeed.
 *
 * <pre>
 * block = 32768 octets of: crc32c(4, masked, of type and data) length(2) type(1) data, little endian
 * type  = 1 whole record, 2 first, 3 middle, 4 last fragment, 0 never written
 * </pre>
 */
final class LogTail {

  /** How the log ends. */
  sealed interface Verdict {
    /** Every record is whole; zeros may follow. */
    record Intact(boolean empty) implements Verdict {}

    /** The last record, from {@code offset} on, was never completed. */
    record Torn(boolean empty, long offset) implements Verdict {}

    /** The record at {@code offset} was complete once and cannot be read any more. */
    record Damaged(long offset) implements Verdict {}
  }

  private static final int BLOCK = 32768;
  private static final int HEADER = 7;
  private static final int CRC_MASK = 0xa282ead8;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;

  private final ByteBuffer log;
  private final int size;

  private LogTail(byte[] octets) {
    log = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    size = octets.length;
  }

  static Verdict examine(byte[] log) {
    return new LogTail(log).examine();
  }

  private Verdict examine() {
    int goodEnd = 0;
    boolean inRecord = false;
    int at = 0;
    while (true) {
      at = skipTrailer(at);
      if (!isValid(at)) {
        break;
      }
      int type = type(at);
      if (inRecord != (type == MIDDLE || type == LAST)) {
        break;
      }
      inRecord = type == FIRST || type == MIDDLE;
      at += HEADER + length(at);
      if (!inRecord) {
        goodEnd = at;
      }
    }
    if (recordBeginsAfter(at)) {
      return new Verdict.Damaged(at);
    }
    boolean empty = goodEnd == 0;
    return zerosFrom(goodEnd) ? new Verdict.Intact(empty) : new Verdict.Torn(empty, goodEnd);
  }

  /** The last octets of a block that cannot hold a header hold nothing. */
  private static int skipTrailer(int at) {
    int left = BLOCK - at % BLOCK;
    return left < HEADER ? at + left : at;
  }

  private boolean isValid(int at) {
    if (at + HEADER > size || BLOCK - at % BLOCK < HEADER) {
      return false;
    }
    int type = type(at);
    int length = length(at);
    if (type < FULL
        || type > LAST
        || HEADER + length > BLOCK - at % BLOCK
        || at + HEADER + length > size) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(log.array(), at + HEADER - 1, 1 + length);
    int value = (int) crc.getValue();
    return log.getInt(at) == Integer.rotateRight(value, 15) + CRC_MASK;
  }

  private boolean recordBeginsAfter(int bad) {
    for (int at = bad + 1; at + HEADER <= size; at++) {
      int type = log.get(at + HEADER - 1);
      if ((type == FULL || type == FIRST) && isValid(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean zerosFrom(int from) {
    for (int at = from; at < size; at++) {
      if (log.get(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private int length(int at) {
    return log.getShort(at + 4) & 0xffff;
  }

  private int type(int at) {
    return log.get(at + HEADER - 1);
  }
}
