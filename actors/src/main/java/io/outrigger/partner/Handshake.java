package io.outrigger.partner;

/** What CONNECT and CONNECTREPLY say and what is made of them (RFC 8156 §6.1). Pure. */
public final class Handshake {
  /** More than this many BNDUPDs are never on their way, whatever the partner allows. */
  public static final int MOST_UNACKED_BNDUPD = 10_000;

  private Handshake() {}
}
