package io.outrigger.dhcp;

/** What came of decoding: a value, or the place and the reason why there is none. */
public sealed interface Decoded<T> {

  /** The octets were well-formed. */
  record Ok<T>(T value) implements Decoded<T> {}

  /**
   * The octets were not well-formed.
   *
   * @param where the options that enclose the fault, outermost first, as in {@code IA_NA(3) >
   *     IAADDR(5)}; {@code message} if it lies in none
   * @param offset of the fault in the datagram, counted from its first octet as 0
   * @param reason what is wrong there, for a log
   */
  record Malformed<T>(String where, int offset, String reason) implements Decoded<T> {
    @Override
    public String toString() {
      return where + " at offset " + offset + ": " + reason;
    }
  }
}
