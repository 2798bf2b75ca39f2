package io.outrigger.dhcp;

/** Checks that a value fits its field: only a program can fail here, a decoder reads no other. */
public final class Ranges {
  public static final int MAX_UINT8 = 0xff;
  public static final int MAX_UINT16 = 0xffff;
  public static final int MAX_UINT24 = 0xff_ffff;
  public static final long MAX_UINT32 = 0xffff_ffffL;

  private Ranges() {}

  /**
   * @throws IllegalArgumentException if {@code value} is not 0 to 2^8-1
   */
  public static void uint8(String field, int value) {
    check(field, value, MAX_UINT8);
  }

  /**
   * @throws IllegalArgumentException if {@code value} is not 0 to 2^16-1
   */
  public static void uint16(String field, int value) {
    check(field, value, MAX_UINT16);
  }

  /**
   * @throws IllegalArgumentException if {@code value} is not 0 to 2^24-1
   */
  public static void uint24(String field, int value) {
    check(field, value, MAX_UINT24);
  }

  /**
   * @throws IllegalArgumentException if {@code value} is not 0 to 2^32-1
   */
  public static void uint32(String field, long value) {
    check(field, value, MAX_UINT32);
  }

  /**
   * For octets that stand behind a length of two octets.
   *
   * @throws IllegalArgumentException if there are more than 65535
   */
  public static void sized16(String field, Bytes octets) {
    check(field, octets.length(), MAX_UINT16);
  }

  private static void check(String field, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(field + " " + value + " is not 0 to " + max);
    }
  }
}
