package io.outrigger.partner;

import io.outrigger.dhcp.Ipv6Address;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One TCP connection: octets out, octets in when asked for, TLS on top when told. No method blocks
 * or throws; after the end they do nothing.
 */
public interface PartnerChannel {

  /** What happens on a channel, told one after the other. */
  interface Handler {
    /** Answers one {@link #read}. */
    void received(byte[] octets);

    /** {@link #write} said no, and now more may be written. */
    void writable();

    /** TLS is on; what comes from now on was protected. */
    void secured(TlsPeer peer);

    /**
     * The last call: the connection is over, by no {@link #close} of ours.
     *
     * @param reason for people, as in "closed by the partner"
     */
    void closed(String reason);
  }

  /**
   * Who is at the other end of a TLS connection.
   *
   * @param chain the partner's certificate and those that came with it; it satisfies a trust
   * @param protocol as in {@code TLSv1.3}
   */
  record TlsPeer(List<X509Certificate> chain, String protocol) {
    public TlsPeer {
      chain = List.copyOf(chain);
    }
  }

  Ipv6Address remoteAddress();

  /** Address and port of both ends, for people. */
  String describe();

  /** To be called once, before all else; nothing is told before that. */
  void handle(Handler handler);

  /** Asks for the octets that come next; one answer for each call. */
  void read();

  /**
   * Sends octets in order.
   *
   * @return whether more may be written now; if not, {@link Handler#writable} follows
   */
  boolean write(byte[] octets);

  /** Octets that were written and that the operating system has not taken yet. */
  long untakenOctets();

  /**
   * Starts the TLS handshake behind all that was written. Nothing may have been read that belongs
   * to it; a handshake that fails closes the connection.
   *
   * @param asServer the secondary; the primary is the TLS client
   */
  void startTls(PartnerTls.Required tls, boolean asServer);

  /**
   * Ends the connection, after which nothing is told: what was written is still sent, for 2 s at
   * most, and what comes is thrown away.
   */
  void close();
}
