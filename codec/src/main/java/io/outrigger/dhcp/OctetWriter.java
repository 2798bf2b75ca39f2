package io.outrigger.dhcp;

import java.util.Arrays;
import java.util.List;

/** A growing buffer for encoders; lengths are filled in when what they measure is written. */
public final class OctetWriter {
  private static final int FIRST_OCTETS = 512;

  private byte[] buffer = new byte[FIRST_OCTETS];
  private int length;
  private boolean overlong;

  /** The index of {@code count} new octets. */
  private int grow(int count) {
    int index = length;
    length += count;
    if (length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
    }
    return index;
  }

  public void uint8(int value) {
    int i = grow(1);
    buffer[i] = (byte) value;
  }

  public void uint16(int value) {
    int i = grow(2);
    buffer[i] = (byte) (value >> 8);
    buffer[i + 1] = (byte) value;
  }

  public void uint24(int value) {
    uint8(value >> 16);
    uint16(value);
  }

  public void int32(int value) {
    int i = grow(4);
    buffer[i] = (byte) (value >> 24);
    buffer[i + 1] = (byte) (value >> 16);
    buffer[i + 2] = (byte) (value >> 8);
    buffer[i + 3] = (byte) value;
  }

  public void uint32(long value) {
    int32((int) value);
  }

  public void int64(long value) {
    int32((int) (value >> 32));
    int32((int) value);
  }

  public void address(Ipv6Address address) {
    int64(address.high());
    int64(address.low());
  }

  public void addresses(List<Ipv6Address> addresses) {
    for (Ipv6Address address : addresses) {
      address(address);
    }
  }

  public void bytes(Bytes octets) {
    int i = grow(octets.length());
    octets.copyTo(buffer, i);
  }

  /** Two octets of length, then {@code octets}. */
  public void sized16(Bytes octets) {
    uint16(octets.length());
    bytes(octets);
  }

  public void sized16List(List<Bytes> items) {
    for (Bytes item : items) {
      sized16(item);
    }
  }

  public void duid(Duid duid) {
    int i = grow(duid.length());
    duid.copyTo(buffer, i);
  }

  /** Starts something that has its length, of two octets, before it. */
  public int begin() {
    return grow(2);
  }

  /**
   * Ends what was started with {@link #begin} and fills its length in.
   *
   * @param start what {@code begin} gave
   */
  public void end(int start) {
    int size = length - start - 2;
    overlong |= size > Ranges.MAX_UINT16;
    buffer[start] = (byte) (size >> 8);
    buffer[start + 1] = (byte) size;
  }

  public void options(Options options) {
    List<DhcpOption> all = options.all();
    for (int i = 0; i < all.size(); i++) {
      option(all.get(i));
    }
  }

  public void option(DhcpOption option) {
    uint16(option.code());
    int begun = begin();
    option.writeTo(this);
    end(begun);
  }

  /** A whole message, as in a Relay Message option. */
  public void message(Message message) {
    DhcpEncoder.write(message, this);
  }

  public int length() {
    return length;
  }

  /** True if something is longer than its length can say: then the octets are of no use. */
  public boolean isOverlong() {
    return overlong;
  }

  public byte[] toArray() {
    return Arrays.copyOf(buffer, length);
  }
}
