package io.outrigger.client;

import io.outrigger.dhcp.Ipv6Address;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;

/**
 * An address that could not be listened on.
 *
 * @param address as in the configuration: {@code [2001:db8::1]:547}, {@code [ff02::1:2%eth0]:547}
 * @param reason what the operating system said
 * @param hint what the operator can do about it
 */
public record BindFailure(String address, String reason, String hint) {

  enum Kind {
    IN_USE,
    NOT_PERMITTED,
    /** On no interface, or still tentative (RFC 4862 §5.4). */
    NOT_OURS,
    OTHER
  }

  /** What the operating system meant; by its words, since Java keeps no error number. */
  static Kind kindOf(Exception failure) {
    if (!(failure instanceof BindException)) {
      return Kind.OTHER;
    }
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("in use")) {
      return Kind.IN_USE;
    }
    if (words.contains("permission") || words.contains("not permitted")) {
      return Kind.NOT_PERMITTED;
    }
    return words.contains("cannot assign") || words.contains("can't assign")
        ? Kind.NOT_OURS
        : Kind.OTHER;
  }

  static BindFailure of(InetSocketAddress address, Exception failure) {
    String hint =
        switch (kindOf(failure)) {
          case IN_USE ->
              "another program holds this address and port (another DHCPv6 server?);"
                  + " \"ss -ulpn sport = :"
                  + address.getPort()
                  + "\" as root shows which";
          case NOT_PERMITTED ->
              "ports below 1024 need root or CAP_NET_BIND_SERVICE"
                  + " (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE);"
                  + " a port above 1023 does without";
          case NOT_OURS -> "no interface of this host has this address, or not yet";
          case OTHER -> "see listen.interfaces and listen.unicast in the configuration";
        };
    String reason = failure.getMessage();
    return new BindFailure(
        text(address), reason == null ? failure.getClass().getSimpleName() : reason, hint);
  }

  /** {@code [address%zone]:port}. */
  static String text(InetSocketAddress address) {
    if (!(address.getAddress() instanceof Inet6Address inet)) {
      return address.toString();
    }
    String zone = inet.getScopeId() == 0 ? "" : "%" + interfaceName(inet.getScopeId());
    return "[" + Ipv6Address.from(inet) + zone + "]:" + address.getPort();
  }

  private static String interfaceName(int index) {
    try {
      NetworkInterface found = NetworkInterface.getByIndex(index);
      return found == null ? Integer.toString(index) : found.getName();
    } catch (SocketException e) {
      return Integer.toString(index);
    }
  }

  @Override
  public String toString() {
    return "cannot listen on " + address + ": " + reason + " (" + hint + ")";
  }
}
