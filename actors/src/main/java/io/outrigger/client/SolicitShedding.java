package io.outrigger.client;

import io.outrigger.dhcp.MessageType;
import io.outrigger.dhcp.OptionCode;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which SOLICITs are not worth reading. While more clients come than can be answered, each SOLICIT
 * that is read pushes an older one out of the queue of a pool: both were read, one in vain. So
 * after each that was pushed out, the next from the same relay agent, or through the same
 * interface, are dropped unread, and what is saved goes to those who are answered. Whoever holds a
 * lease, or was offered one, is read always. Once the last was pushed out, at most {@value #UNREAD}
 * more go so, and none after {@value #MILLIS} ms: where few clients come, each of them counts.
 *
 * <p>Thread-safe.
 */
final class SolicitShedding {
  static final int UNREAD = 63;

  static final long MILLIS = 100;

  private static final int PLACES = 256;
  private static final int RELAYED_OPTIONS = 34; // §9: msg-type, hop-count, two addresses
  private static final int OPTION_HEADER = 4;

  private final InstantSource clock;
  private final AtomicIntegerArray unread = new AtomicIntegerArray(PLACES);
  private final AtomicLongArray pushedOutMillis = new AtomicLongArray(PLACES);

  SolicitShedding(InstantSource clock) {
    this.clock = clock;
  }

  /** A SOLICIT of this kind was given up to make room. */
  void pushedOut(Datagram datagram) {
    int place = place(datagram);
    pushedOutMillis.set(place, clock.millis());
    unread.set(place, UNREAD);
  }

  /** Whether to drop {@code datagram} as it is; each call that says so uses up one. */
  boolean drops(Datagram datagram) {
    int place = place(datagram);
    return unread.get(place) > 0
        && Math.abs(clock.millis() - pushedOutMillis.get(place)) < MILLIS
        && isSolicit(datagram.payload())
        && unread.getAndUpdate(place, left -> Math.max(0, left - 1)) > 0;
  }

  /** Sources that share a place share their fate: a flood of one may cost another a retry. */
  private static int place(Datagram datagram) {
    boolean relayed = typeAt(datagram.payload(), 0) == MessageType.RELAY_FORW.code();
    int hash = relayed ? datagram.source().hashCode() : Objects.hashCode(datagram.interfaceName());
    return (hash * 0x9e3779b9) >>> 24;
  }

  /** Whether a client's SOLICIT is in there, through however many relay agents (RFC 8415 §9). */
  static boolean isSolicit(byte[] payload) {
    int at = 0;
    while (typeAt(payload, at) == MessageType.RELAY_FORW.code()) {
      at = relayed(payload, at + RELAYED_OPTIONS);
    }
    return typeAt(payload, at) == MessageType.SOLICIT.code();
  }

  /**
   * Where the relayed message begins, by the first such option from {@code at} on; else the end.
   */
  private static int relayed(byte[] payload, int at) {
    int option = at;
    while (option + OPTION_HEADER <= payload.length) {
      if (twoOctets(payload, option) == OptionCode.RELAY_MSG) {
        return option + OPTION_HEADER;
      }
      option += OPTION_HEADER + twoOctets(payload, option + 2);
    }
    return payload.length;
  }

  private static int typeAt(byte[] payload, int at) {
    return at < payload.length ? payload[at] & 0xff : -1;
  }

  private static int twoOctets(byte[] payload, int at) {
    return (payload[at] & 0xff) << 8 | (payload[at + 1] & 0xff);
  }
}
