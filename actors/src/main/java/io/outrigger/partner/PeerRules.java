package io.outrigger.partner;

import io.outrigger.config.FailoverRole;
import io.outrigger.failover.wire.FailoverMessage;
import io.outrigger.failover.wire.PartnerMessage;
import io.outrigger.failover.wire.StartTls;
import io.outrigger.failover.wire.StartTlsReply;
import io.outrigger.failover.wire.UnknownFailoverMessage;

/** Which message may come in which phase (RFC 8156 §5.3, §6.1, RFC 7653 §8.2). Pure. */
final class PeerRules {

  /** What is done with a message. */
  enum Ruling {
    HANDLE,
    /** Counted, and nothing else. */
    IGNORE,
    /** Out of order: DISCONNECT and the end. */
    REFUSE
  }

  private PeerRules() {}

  /**
   * @param role ours
   */
  static Ruling on(Phase phase, FailoverRole role, FailoverMessage message) {
    return switch (message) {
      case UnknownFailoverMessage m -> Ruling.IGNORE;
      case StartTls m -> only(phase == Phase.OPENING);
      case StartTlsReply m -> only(phase == Phase.AWAITING_TLS_REPLY);
      case PartnerMessage m -> partnerMessage(phase, role, m);
    };
  }

  private static Ruling partnerMessage(Phase phase, FailoverRole role, PartnerMessage message) {
    return switch (message.type()) {
      case CONNECT -> only(phase == Phase.OPENING || phase == Phase.SECURED);
      case CONNECTREPLY -> only(phase == Phase.AWAITING_CONNECTREPLY);
      case DISCONNECT -> Ruling.HANDLE;
      // It may come at any time (RFC 8156 §5.3.12), so it is never out of order.
      case CONTACT -> phase.isEstablished() ? Ruling.HANDLE : Ruling.IGNORE;
      case STATE -> only(phase.isEstablished());
      case BNDUPD, BNDREPLY, UPDREQ, UPDREQALL, UPDDONE -> only(phase == Phase.OPEN);
      case POOLREQ -> oneWay(phase, role == FailoverRole.PRIMARY);
      case POOLRESP -> oneWay(phase, role == FailoverRole.SECONDARY);
      case STARTTLS, REPLY -> Ruling.REFUSE;
    };
  }

  private static Ruling only(boolean here) {
    return here ? Ruling.HANDLE : Ruling.REFUSE;
  }

  /** The secondary asks and the primary answers (§5.3.3); the other way round it means nothing. */
  private static Ruling oneWay(Phase phase, boolean rightWay) {
    if (phase != Phase.OPEN) {
      return Ruling.REFUSE;
    }
    return rightWay ? Ruling.HANDLE : Ruling.IGNORE;
  }
}
