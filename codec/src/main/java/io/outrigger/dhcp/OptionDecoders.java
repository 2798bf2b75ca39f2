package io.outrigger.dhcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The options that are read as more than bytes: a table from code to name and decoder. */
public final class OptionDecoders {
  /** The options of RFC 8415 and of the client-server RFCs around it. */
  public static final OptionDecoders RFC_8415 = StandardOptions.table();

  private final Entry[] entries;

  private record Entry(@Nullable String name, @Nullable OptionDecoder decoder) {
    static final Entry NONE = new Entry(null, null);
  }

  private OptionDecoders(Entry[] entries) {
    this.entries = entries;
  }

  static OptionDecoders empty() {
    return new OptionDecoders(new Entry[0]);
  }

  /**
   * This table and one decoder more, which takes the place of an earlier one of the same code.
   *
   * @param code 0 to 65535
   * @param name stands before the code where an option is named
   */
  public OptionDecoders with(int code, String name, OptionDecoder decoder) {
    Ranges.uint16("option-code", code);
    Entry[] copy = Arrays.copyOf(entries, Math.max(entries.length, code + 1));
    Arrays.fill(copy, entries.length, copy.length, Entry.NONE);
    copy[code] = new Entry(name, decoder);
    return new OptionDecoders(copy);
  }

  /** {@code NAME(code)}; {@code OPTION(code)} for a code that is not in the table. */
  public String nameOf(int code) {
    String name = code < entries.length ? entries[code].name() : null;
    return (name == null ? "OPTION" : name) + "(" + code + ")";
  }

  @Nullable OptionDecoder find(int code) {
    return code < entries.length ? entries[code].decoder() : null;
  }
}
