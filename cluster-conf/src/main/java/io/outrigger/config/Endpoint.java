package io.outrigger.config;

import io.outrigger.dhcp.Ipv6Address;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address with a port, written {@code [address%zone]:port}.
 *
 * @param zone the interface of a link-local address; null for every other address
 * @param port 1 to 65535
 */
public record Endpoint(Ipv6Address address, @Nullable String zone, int port) {
  private static final Pattern TEXT =
      Pattern.compile("\\[([^\\]%]+)(?:%([^\\]%]+))?\\](?::(\\d{1,5}))?");

  public Endpoint {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
    }
  }

  /**
   * @param text {@code [address]:port}, {@code [address%zone]:port}, or either without the port
   * @param defaultPort the port where the text names none
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Endpoint parse(String text, int defaultPort) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an endpoint: write \"[address]:port\"");
    }
    String port = matcher.group(3);
    return new Endpoint(
        Ipv6Address.parse(matcher.group(1)),
        matcher.group(2),
        port == null ? defaultPort : Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return "[" + address + (zone == null ? "" : "%" + zone) + "]:" + port;
  }
}
