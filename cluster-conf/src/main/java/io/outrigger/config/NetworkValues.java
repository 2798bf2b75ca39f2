package io.outrigger.config;

import com.typesafe.config.ConfigValue;
import io.outrigger.dhcp.Bytes;
import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Address;
import io.outrigger.dhcp.Ipv6Prefix;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The parsers of addresses, prefixes and octets; as {@link Values}. */
final class NetworkValues {
  private static final Pattern HEX_PAIRS = Pattern.compile("[0-9a-fA-F]{2}([:-]?[0-9a-fA-F]{2})*");

  private NetworkValues() {}

  static Ipv6Address address(ConfigValue value) {
    try {
      return Ipv6Address.parse(Values.text(value).strip());
    } catch (IllegalArgumentException e) {
      throw Values.wrong(value, "an IPv6 address is wanted");
    }
  }

  static Ipv6Prefix prefix(ConfigValue value) {
    return prefix(Values.text(value).strip());
  }

  static Ipv6Prefix prefix(String text) {
    int slash = text.indexOf('/');
    Ipv6Address address;
    Ipv6Prefix prefix;
    try {
      address = Ipv6Address.parse(text.substring(0, Math.max(slash, 0)));
      prefix = Ipv6Prefix.of(address, Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a prefix is wanted, such as \"2001:db8:1::/64\", not \"" + text + "\"", e);
    }
    if (!prefix.address().equals(address)) {
      throw new IllegalArgumentException(
          text + " has bits set past its length: write \"" + Texts.of(prefix) + "\"");
    }
    return prefix;
  }

  static ValueParser<Endpoint> endpoint(int defaultPort) {
    return value -> {
      Endpoint endpoint = Endpoint.parse(Values.text(value).strip(), defaultPort);
      Values.require(
          !endpoint.address().isMulticast(), value, "a multicast address cannot stand here");
      Values.require(
          endpoint.zone() != null || !endpoint.address().isLinkLocal(),
          value,
          "a link-local address needs its interface: \"[fe80::1%eth0]:" + endpoint.port() + "\"");
      return endpoint;
    };
  }

  static Duid duid(ConfigValue value) {
    try {
      return Duid.of(hex(value).toArray());
    } catch (IllegalArgumentException e) {
      throw Values.wrong(value, "a DUID is wanted: 3 to 130 octets in hexadecimal");
    }
  }

  /** Pairs of hexadecimal digits, with colons or dashes between them if they like; may be empty. */
  static Bytes hex(ConfigValue value) {
    String text = Values.text(value).strip();
    Values.require(
        text.isEmpty() || HEX_PAIRS.matcher(text).matches(),
        value,
        "pairs of hexadecimal digits are wanted");
    return Bytes.fromHex(text.replace("-", ""));
  }

  static Bytes linkLayerAddress(ConfigValue value) {
    Bytes address = hex(value);
    Values.require(
        address.length() >= 1 && address.length() <= 20,
        value,
        "a link-layer address is wanted, such as \"52:54:00:12:34:56\"");
    return address;
  }

  /** {@code 0x} and hexadecimal digits, or else the text as UTF-8; not empty. */
  static Bytes textOrHex(ConfigValue value) {
    String text = Values.text(value);
    Values.require(!text.isEmpty() && !text.equals("0x"), value, "it must not be empty");
    if (!text.startsWith("0x")) {
      return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
    String digits = text.substring(2);
    Values.require(
        HEX_PAIRS.matcher(digits).matches(), value, "hexadecimal digits are wanted after 0x");
    return Bytes.fromHex(digits.replace("-", ""));
  }
}
