package io.outrigger.partner;

import java.time.Duration;

/** The times of RFC 8156 §6.5. Pure. */
final class Keepalive {
  /** FO_CONTACT_PER_KEEPALIVE_TIME. */
  static final int CONTACTS_PER_KEEPALIVE = 4;

  /** A partner's keepalive time has no limit, but a CONTACT too many does no harm. */
  private static final Duration LONGEST_SEND_TIME = Duration.ofHours(1);

  /** Timers end at about 248 days. */
  private static final Duration LONGEST_SILENCE = Duration.ofDays(100);

  private Keepalive() {}

  /** FO_SEND_TIME: how long nothing may have been sent until a CONTACT is. */
  static Duration sendTime(Duration partnerKeepalive) {
    return shorter(partnerKeepalive.dividedBy(CONTACTS_PER_KEEPALIVE), LONGEST_SEND_TIME);
  }

  /** FO_KEEPALIVE_TIMER: how long nothing may have come until the connection counts as dead. */
  static Duration silence(Duration ownKeepalive) {
    return shorter(ownKeepalive, LONGEST_SILENCE);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
