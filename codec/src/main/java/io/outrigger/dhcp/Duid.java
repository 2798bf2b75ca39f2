package io.outrigger.dhcp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A DHCP unique identifier (RFC 8415 §11): 2 octets of type and 1 to 128 octets more, compared only
 * as a whole. {@link DuidContents} reads what the known types carry.
 */
public final class Duid {
  public static final int MIN_OCTETS = 3;
  public static final int MAX_OCTETS = 130;

  private final byte[] octets;

  private Duid(byte[] octets) {
    if (octets.length < MIN_OCTETS || octets.length > MAX_OCTETS) {
      throw new IllegalArgumentException(
          "a DUID has " + MIN_OCTETS + " to " + MAX_OCTETS + " octets, not " + octets.length);
    }
    this.octets = octets;
  }

  /**
   * Copies {@code octets}.
   *
   * @throws IllegalArgumentException if there are fewer than 3 or more than 130
   */
  public static Duid of(byte... octets) {
    return new Duid(octets.clone());
  }

  /**
   * Copies {@code length} octets from {@code offset}.
   *
   * @throws IllegalArgumentException if {@code length} is not 3 to 130
   * @throws IndexOutOfBoundsException if they do not lie in {@code octets}
   */
  public static Duid of(byte[] octets, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, octets.length);
    return new Duid(Arrays.copyOfRange(octets, offset, offset + length));
  }

  /**
   * @param hex pairs of hexadecimal digits; colons between them are allowed
   * @throws IllegalArgumentException if {@code hex} is anything else or of a wrong length
   */
  public static Duid fromHex(String hex) {
    return new Duid(HexFormat.of().parseHex(hex.replace(":", "")));
  }

  /** The DUID type, 0 to 65535 (1 LLT, 2 EN, 3 LL, 4 UUID). */
  public int type() {
    return (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
  }

  public int length() {
    return octets.length;
  }

  public byte[] toArray() {
    return octets.clone();
  }

  public void copyTo(byte[] target, int offset) {
    System.arraycopy(octets, 0, target, offset, octets.length);
  }

  public String toHex() {
    return HexFormat.of().formatHex(octets);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Duid that && Arrays.equals(octets, that.octets);
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
