package io.outrigger.loadclient;

import io.outrigger.dhcp.Duid;
import io.outrigger.dhcp.Ipv6Prefix;
import io.outrigger.dhcp.MessageType;

/**
 * A lease as its client knows it.
 *
 * @param delegated whether it came in an IA_PD
 * @param preferredSeconds 0 to 2^32-1, the last for infinity
 * @param validSeconds the same
 * @param t1Seconds of its IA, as sent by the server
 * @param t2Seconds of its IA, as sent by the server
 * @param server that granted it
 * @param question what the REPLY answered
 * @param askedNanos first transmission of the question. The server cannot have granted it earlier,
 *     so that the client may rely on {@code askedNanos + validSeconds} whatever the delays were
 * @param receivedNanos arrival of the REPLY
 */
public record HeldLease(
    Ipv6Prefix resource,
    boolean delegated,
    int iaid,
    long preferredSeconds,
    long validSeconds,
    long t1Seconds,
    long t2Seconds,
    Duid server,
    MessageType question,
    long askedNanos,
    long receivedNanos) {
  static final long INFINITY = 0xffff_ffffL;

  /** When the client must stop using it; {@link Long#MAX_VALUE} for never. */
  public long expiresNanos() {
    return plus(askedNanos, validSeconds);
  }

  static long plus(long nanos, long seconds) {
    return seconds == INFINITY ? Long.MAX_VALUE : nanos + seconds * 1_000_000_000L;
  }
}
