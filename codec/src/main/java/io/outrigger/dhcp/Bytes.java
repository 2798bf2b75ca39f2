package io.outrigger.dhcp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Immutable octets with value equality: what options carry that nobody here interprets. */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] octets;

  private Bytes(byte[] octets) {
    this.octets = octets;
  }

  /** Copies {@code octets}. */
  public static Bytes of(byte... octets) {
    return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
  }

  /**
   * Copies {@code length} octets from {@code offset}.
   *
   * @throws IndexOutOfBoundsException if they do not lie in {@code octets}
   */
  public static Bytes of(byte[] octets, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, octets.length);
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(octets, offset, offset + length));
  }

  /**
   * @param hex pairs of hexadecimal digits; colons between them are allowed
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replace(":", "")));
  }

  public int length() {
    return octets.length;
  }

  public boolean isEmpty() {
    return octets.length == 0;
  }

  /** The octet at {@code index}, 0 to 255. */
  public int unsigned(int index) {
    return octets[index] & 0xff;
  }

  public byte[] toArray() {
    return octets.clone();
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(octets, 0, target, offset, octets.length);
  }

  /** Not a copy: only to be read. */
  byte[] backing() {
    return octets;
  }

  public String toHex() {
    return HexFormat.of().formatHex(octets);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
