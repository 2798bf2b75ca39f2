package io.outrigger.dhcp;

/**
 * A suboption of the NTP Server option (RFC 5908 §4).
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |        suboption-code         |         suboption-len         |
 * +-------------------------------+-------------------------------+
 * :      IPv6 address (1: server, 2: multicast) or name (3)       :
 * +---------------------------------------------------------------+
 * </pre>
 */
public sealed interface NtpTimeSource {

  /** NTP_SUBOPTION_SRV_ADDR (1): a server or peer. */
  record ServerAddress(Ipv6Address address) implements NtpTimeSource {}

  /** NTP_SUBOPTION_MC_ADDR (2): a multicast group to listen to. */
  record MulticastAddress(Ipv6Address address) implements NtpTimeSource {}

  /**
   * NTP_SUBOPTION_SRV_FQDN (3): a server or peer by name.
   *
   * @param name not partial
   */
  record ServerName(DomainName name) implements NtpTimeSource {
    /**
     * @throws IllegalArgumentException if {@code name} is partial
     */
    public ServerName {
      if (name.isPartial()) {
        throw new IllegalArgumentException("a partial name for an NTP server: " + name);
      }
    }
  }

  /**
   * Any other suboption.
   *
   * @param code 0 to 65535, not 1 to 3
   * @param data 65535 octets at most
   */
  record Other(int code, Bytes data) implements NtpTimeSource {
    /**
     * @throws IllegalArgumentException if the code is known or out of range, or the data too long
     */
    public Other {
      Ranges.uint16("suboption-code", code);
      Ranges.sized16("suboption-len", data);
      if (code >= 1 && code <= 3) {
        throw new IllegalArgumentException("suboption-code " + code + " has a record of its own");
      }
    }
  }

  /** Reads one suboption with its header. */
  static NtpTimeSource decode(OctetReader in) {
    int code = in.uint16();
    int outer = in.enter(in.uint16());
    NtpTimeSource source =
        switch (code) {
          case 1 -> new ServerAddress(in.address());
          case 2 -> new MulticastAddress(in.address());
          case 3 -> named(in);
          default -> new Other(code, in.rest());
        };
    in.leave(outer);
    return source;
  }

  private static NtpTimeSource named(OctetReader in) {
    DomainName name = in.fullName();
    return in.failed() ? new Other(0, Bytes.EMPTY) : new ServerName(name);
  }

  /** Writes the suboption with its header. */
  default void writeTo(OctetWriter out) {
    out.uint16(
        switch (this) {
          case ServerAddress s -> 1;
          case MulticastAddress s -> 2;
          case ServerName s -> 3;
          case Other s -> s.code();
        });
    int begun = out.begin();
    switch (this) {
      case ServerAddress s -> out.address(s.address());
      case MulticastAddress s -> out.address(s.address());
      case ServerName s -> out.bytes(s.name().wire());
      case Other s -> out.bytes(s.data());
    }
    out.end(begun);
  }
}
