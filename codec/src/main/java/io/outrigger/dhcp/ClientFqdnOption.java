package io.outrigger.dhcp;

/**
 * Client Fully Qualified Domain Name (RFC 4704 §4): the name, and who updates the DNS.
 *
 * <p>The flags are N 0x04, O 0x02, S 0x01; the others must be zero, and are kept as they came.
 *
 * <pre>
 *  0               8              16              24             31
 * +-------------------------------+-------------------------------+
 * |    OPTION_CLIENT_FQDN (39)    |           option-len          |
 * +---------------+---------------+-------------------------------+
 * |     flags     |
 * +---------------+-----------------------------------------------+
 * :                          domain-name                          :
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param flags 0 to 255
 * @param name perhaps partial, perhaps {@link DomainName#NONE}
 */
public record ClientFqdnOption(int flags, DomainName name) implements DhcpOption {
  /**
   * @throws IllegalArgumentException if {@code flags} is not 0 to 255
   */
  public ClientFqdnOption {
    Ranges.uint8("flags", flags);
  }

  static ClientFqdnOption decode(OctetReader in) {
    return new ClientFqdnOption(in.uint8(), in.partialName());
  }

  /** The server updates the AAAA record (asked for by a client, done by a server). */
  public static final int S = 0x01;

  /** The server overrode the S of the client. */
  public static final int O = 0x02;

  /** The server makes no DNS update. */
  public static final int N = 0x04;

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @Override
  public int code() {
    return OptionCode.CLIENT_FQDN;
  }

  @Override
  public void writeTo(OctetWriter out) {
    out.uint8(flags);
    out.bytes(name.wire());
  }
}
