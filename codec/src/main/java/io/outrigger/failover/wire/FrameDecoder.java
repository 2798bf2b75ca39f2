package io.outrigger.failover.wire;

import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Decoded;
import io.outrigger.dhcp.Ranges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Finds the messages in the octets of one connection (RFC 5460 §5.1), in whatever pieces they come.
 * It keeps no more than one incomplete frame, and of that only what has come; each octet is copied
 * a bounded number of times. After a malformed frame nothing more is found: where the next one
 * starts is not known.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+---------------+---------------+
 * |          message-size         |    msg-type   |               :
 * +-------------------------------+---------------+               :
 * :                        rest of the message                    :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>A partner that sends STARTTLS has to wait for the answer: if more messages are found behind
 * it, or {@link #pendingOctets} is not 0, somebody put plain text in front of what TLS protects.
 *
 * <p>Not for more than one thread.
 */
public final class FrameDecoder {
  /** The shortest message: msg-type and transaction-id (RFC 5460 §5.1). */
  public static final int MIN_MESSAGE_OCTETS = 4;

  private static final int SIZE_OCTETS = 2;
  private static final int FIRST_OCTETS = 512;
  private static final byte[] NOTHING = new byte[0];

  private final int maxMessageOctets;
  private long framesBegun;
  private int sizeOctets;
  private int size;
  private byte[] partial = NOTHING;
  private int partialOctets;
  private boolean failed;

  /** For messages as long as a message-size can say. */
  public FrameDecoder() {
    this(Ranges.MAX_UINT16);
  }

  /**
   * @param maxMessageOctets longer messages are malformed, 4 to 65535
   * @throws IllegalArgumentException if it is anything else
   */
  public FrameDecoder(int maxMessageOctets) {
    if (maxMessageOctets < MIN_MESSAGE_OCTETS || maxMessageOctets > Ranges.MAX_UINT16) {
      throw new IllegalArgumentException("limit " + maxMessageOctets + " is not 4 to 65535");
    }
    this.maxMessageOctets = maxMessageOctets;
  }

  /**
   * Takes the next octets of the connection.
   *
   * @return the messages that they complete, without their message-size, in order. The last item
   *     may be malformed: {@code where} counts the frames of the connection from 1, the offset is
   *     the one in the frame
   * @throws IndexOutOfBoundsException if the range does not lie in {@code buffer}
   */
  public List<Decoded<Bytes>> feed(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    List<Decoded<Bytes>> found = new ArrayList<>();
    int end = offset + length;
    int next = offset;
    while (next < end && !failed) {
      if (sizeOctets < SIZE_OCTETS) {
        readSize(buffer[next++] & 0xff, found);
      } else {
        next += readMessage(buffer, next, end - next, found);
      }
    }
    return found;
  }

  private void readSize(int octet, List<Decoded<Bytes>> found) {
    if (sizeOctets == 0) {
      framesBegun++;
    }
    size = size << 8 | octet;
    sizeOctets++;
    if (sizeOctets < SIZE_OCTETS) {
      return;
    }
    if (size < MIN_MESSAGE_OCTETS) {
      fail(found, "less than the " + MIN_MESSAGE_OCTETS + " of msg-type and transaction-id");
    } else if (size > maxMessageOctets) {
      fail(found, "more than the " + maxMessageOctets + " allowed here");
    }
  }

  private void fail(List<Decoded<Bytes>> found, String why) {
    failed = true;
    found.add(
        new Decoded.Malformed<>("frame " + framesBegun, 0, "message-size " + size + ", " + why));
  }

  /** How many of the {@code available} octets it took. */
  private int readMessage(byte[] buffer, int from, int available, List<Decoded<Bytes>> found) {
    int count = Math.min(size - partialOctets, available);
    if (count == size) {
      complete(Bytes.of(buffer, from, count), found);
      return count;
    }
    int needed = partialOctets + count;
    if (needed > partial.length) {
      int roomy = Math.max(Math.max(needed, 2 * partial.length), FIRST_OCTETS);
      partial = Arrays.copyOf(partial, Math.min(size, roomy));
    }
    System.arraycopy(buffer, from, partial, partialOctets, count);
    partialOctets = needed;
    if (needed == size) {
      complete(Bytes.of(partial, 0, size), found);
    }
    return count;
  }

  private void complete(Bytes message, List<Decoded<Bytes>> found) {
    found.add(new Decoded.Ok<>(message));
    sizeOctets = 0;
    size = 0;
    partial = NOTHING;
    partialOctets = 0;
  }

  /**
   * Octets of a frame that is not complete yet; where a connection ends, one was cut off unless 0.
   */
  public int pendingOctets() {
    return sizeOctets + partialOctets;
  }

  /** Whether there was a malformed frame. */
  public boolean failed() {
    return failed;
  }
}
