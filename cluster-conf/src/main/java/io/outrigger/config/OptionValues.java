package io.outrigger.config;

import com.typesafe.config.ConfigValue;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Ipv6Address;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts the values of options into their wire form. */
final class OptionValues {
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
  private static final int MAX_NAME_OCTETS = 255;
  private static final int MAX_OPTION_OCTETS = 65_535;
  private static final int NTP_SERVER_ADDRESS = 1;
  private static final int NTP_MULTICAST_ADDRESS = 2;
  private static final int NTP_SERVER_NAME = 3;
  private static final long MIN_REFRESH_SECONDS = 600;
  private static final long MIN_RETRANSMISSION_SECONDS = 60;
  private static final long MAX_RETRANSMISSION_SECONDS = 86_400;

  private OptionValues() {}

  /** A key of a section of options. */
  record Key(Section section, String name) {

    Optional<Bytes> one(ValueParser<Bytes> parser) {
      return section.optional(name, parser).flatMap(this::checked);
    }

    /** The elements one after the other; an empty list gives nothing. */
    Optional<Bytes> list(ValueParser<Bytes> parser) {
      if (!section.isSet(name)) {
        return Optional.empty();
      }
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      section.list(name, parser).forEach(element -> data.writeBytes(element.toArray()));
      return checked(Bytes.of(data.toByteArray()));
    }

    private Optional<Bytes> checked(Bytes data) {
      if (data.length() > MAX_OPTION_OCTETS) {
        section.error(name, data.length() + " octets do not fit in an option: shorten it");
        return Optional.empty();
      }
      return Optional.of(data);
    }
  }

  static Optional<Bytes> addresses(Key key) {
    return key.list(value -> Bytes.of(NetworkValues.address(value).toOctets()));
  }

  static Optional<Bytes> names(Key key) {
    return key.list(OptionValues::name);
  }

  static Optional<Bytes> text(Key key) {
    return key.one(OptionValues::utf8);
  }

  static Optional<Bytes> hex(Key key) {
    return key.one(NetworkValues::hex);
  }

  /** Integers of {@code octets} octets. */
  static Optional<Bytes> unsigned(Key key, int octets) {
    ValueParser<Long> parser = Values.integer(0, (1L << (8 * octets)) - 1);
    return key.list(
        value -> {
          byte[] whole = ByteBuffer.allocate(Long.BYTES).putLong(parser.parse(value)).array();
          return Bytes.of(whole, Long.BYTES - octets, octets);
        });
  }

  /** Suboptions of RFC 5908 §4. */
  static Optional<Bytes> ntpServers(Key key) {
    return key.list(
        value -> {
          if (!Values.text(value).contains(":")) {
            return tagged(NTP_SERVER_NAME, name(value));
          }
          Ipv6Address address = NetworkValues.address(value);
          return tagged(
              address.isMulticast() ? NTP_MULTICAST_ADDRESS : NTP_SERVER_ADDRESS,
              Bytes.of(address.toOctets()));
        });
  }

  /** Each with its length before it (RFC 5970 §3.2). */
  static Optional<Bytes> bootFileParams(Key key) {
    return key.list(
        value -> {
          Bytes text = utf8(value);
          Values.require(text.length() <= MAX_OPTION_OCTETS, value, "a shorter text is wanted");
          ByteBuffer data = ByteBuffer.allocate(Short.BYTES + text.length());
          return Bytes.of(data.putShort((short) text.length()).put(text.toArray()).array());
        });
  }

  /** At least IRT_MINIMUM (RFC 8415 §21.23). */
  static Optional<Bytes> refreshTime(Key key) {
    return key.one(
        value -> {
          long seconds = Values.lifetimeSeconds(value);
          Values.require(
              seconds >= MIN_REFRESH_SECONDS, value, "it must be at least 600s, or infinite");
          return uint32(seconds);
        });
  }

  /** RFC 8415 §21.24 and §21.25. */
  static Optional<Bytes> maxRetransmission(Key key) {
    ValueParser<Duration> parser = Values.wholeSeconds(MIN_RETRANSMISSION_SECONDS);
    return key.one(
        value -> {
          long seconds = parser.parse(value).toSeconds();
          Values.require(seconds <= MAX_RETRANSMISSION_SECONDS, value, "it must be 60s to 86400s");
          return uint32(seconds);
        });
  }

  /** A code of 16 bits, a length of 16 bits, the data: an option, or one inside another. */
  static Bytes tagged(int code, Bytes data) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * Short.BYTES + data.length());
    buffer.putShort((short) code).putShort((short) data.length()).put(data.toArray());
    return Bytes.of(buffer.array());
  }

  static Bytes uint32(long value) {
    return Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array());
  }

  private static Bytes utf8(ConfigValue value) {
    return Bytes.of(Values.text(value).getBytes(StandardCharsets.UTF_8));
  }

  /** A domain name as in RFC 1035 §3.1, uncompressed (RFC 8415 §10). */
  private static Bytes name(ConfigValue value) {
    String text = Values.text(value);
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String label : List.of(name.split("\\.", -1))) {
      Values.require(
          LABEL.matcher(label).matches(),
          value,
          "a domain name is wanted, in ASCII (xn--... for other letters)");
      data.write(label.length());
      data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    data.write(0);
    Values.require(
        data.size() <= MAX_NAME_OCTETS, value, "a name of at most 253 letters is wanted");
    return Bytes.of(data.toByteArray());
  }
}
