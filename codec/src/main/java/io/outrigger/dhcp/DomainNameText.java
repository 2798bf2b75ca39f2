package io.outrigger.dhcp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text of domain names, with the escapes of RFC 1035 §5.1. */
final class DomainNameText {
  private DomainNameText() {}

  static String toText(DomainName name) {
    StringBuilder text = new StringBuilder();
    for (Bytes label : name.labels()) {
      if (!text.isEmpty()) {
        text.append('.');
      }
      for (int i = 0; i < label.length(); i++) {
        int octet = label.unsigned(i);
        if (octet == '.' || octet == '\\') {
          text.append('\\').append((char) octet);
        } else if (octet > ' ' && octet < 0x7f) {
          text.append((char) octet);
        } else {
          text.append('\\').append((char) ('0' + octet / 100));
          text.append((char) ('0' + octet / 10 % 10)).append((char) ('0' + octet % 10));
        }
      }
    }
    return name.isPartial() ? text.toString() : text.append('.').toString();
  }

  static Bytes toWire(String text, boolean full) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    byte[] octets = text.equals(".") ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '.') {
        endLabel(label, wire, text);
      } else if (octets[i] != '\\') {
        label.write(octets[i]);
      } else if (isDecimal(octets, i + 1)) {
        label.write(100 * (octets[i + 1] - '0') + 10 * (octets[i + 2] - '0') + octets[i + 3] - '0');
        i += 3;
      } else if (++i < octets.length) {
        label.write(octets[i]);
      } else {
        throw new IllegalArgumentException("a backslash at the end of a domain name: " + text);
      }
    }
    if (label.size() > 0) {
      endLabel(label, wire, text);
    }
    if (full) {
      wire.write(0);
    }
    return Bytes.of(wire.toByteArray());
  }

  private static boolean isDecimal(byte[] octets, int from) {
    if (from + 3 > octets.length) {
      return false;
    }
    int value = 0;
    for (int i = from; i < from + 3; i++) {
      if (octets[i] < '0' || octets[i] > '9') {
        return false;
      }
      value = 10 * value + octets[i] - '0';
    }
    return value <= 0xff;
  }

  private static void endLabel(
      ByteArrayOutputStream label, ByteArrayOutputStream wire, String text) {
    if (label.size() == 0 || label.size() > DomainName.MAX_LABEL_OCTETS) {
      throw new IllegalArgumentException(
          "a label of " + label.size() + " octets in a domain name, not 1 to 63: " + text);
    }
    wire.write(label.size());
    wire.writeBytes(label.toByteArray());
    label.reset();
  }
}
