package io.outrigger.dhcp;

import java.util.ArrayList;
import java.util.List;

/**
 * A domain name as RFC 8415 §10 has it on the wire: labels of 1 to 63 octets behind a length octet,
 * closed by the root label; a partial name (RFC 4704 §4.2) lacks the root label. Compared octet by
 * octet, so upper and lower case differ.
 *
 * @param wire the octets, 255 at most
 */
public record DomainName(Bytes wire) {
  public static final int MAX_OCTETS = 255;
  public static final int MAX_LABEL_OCTETS = 63;

  /** The partial name without labels. */
  public static final DomainName NONE = new DomainName(Bytes.EMPTY);

  /**
   * @throws IllegalArgumentException if {@code wire} is no name, or has octets behind its end
   */
  public DomainName {
    if (end(wire.backing(), 0, wire.length()) != wire.length()) {
      throw new IllegalArgumentException("not a domain name: " + wire);
    }
  }

  /**
   * A full name from its text, with or without the dot at the end; {@code \} takes the next
   * character as it is, {@code \DDD} stands for the octet of that decimal number.
   *
   * @throws IllegalArgumentException if it is empty, or a label is empty or too long, or all of it
   */
  public static DomainName parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty domain name");
    }
    return new DomainName(DomainNameText.toWire(text, true));
  }

  /** A partial name from its text, otherwise like {@link #parse}. */
  public static DomainName parsePartial(String text) {
    return new DomainName(DomainNameText.toWire(text, false));
  }

  /** True if the root label is missing. */
  public boolean isPartial() {
    return wire.isEmpty() || wire.unsigned(wire.length() - 1) != 0 || endsInsideLabel();
  }

  private boolean endsInsideLabel() {
    int i = 0;
    while (i < wire.length() - 1) {
      i += 1 + wire.unsigned(i);
    }
    return i != wire.length() - 1;
  }

  /** The labels without the root. */
  public List<Bytes> labels() {
    List<Bytes> labels = new ArrayList<>();
    byte[] octets = wire.backing();
    for (int i = 0; i < octets.length && octets[i] != 0; i += 1 + octets[i]) {
      labels.add(Bytes.of(octets, i + 1, octets[i]));
    }
    return labels;
  }

  /**
   * Where the name that starts at {@code from} ends: behind its root label, else at {@code limit}.
   *
   * @return the index, or if there is no name its fault as {@code -1 - index}
   */
  static int end(byte[] octets, int from, int limit) {
    int i = from;
    while (i < limit) {
      int label = octets[i] & 0xff;
      int next = i + 1 + label;
      if (label > MAX_LABEL_OCTETS || next > limit || next - from > MAX_OCTETS) {
        return -1 - i;
      }
      i = next;
      if (label == 0) {
        break;
      }
    }
    return i;
  }

  /** Labels with dots between them, and a dot at the end unless it is partial. */
  @Override
  public String toString() {
    return DomainNameText.toText(this);
  }
}
