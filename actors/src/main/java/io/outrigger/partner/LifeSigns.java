package io.outrigger.partner;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The timers of a connection that is made: FO_SEND_TIMER and FO_KEEPALIVE_TIMER (RFC 8156 §6.6),
 * and whether the partner takes what we send.
 */
final class LifeSigns {
  private final TimerScheduler<PartnerConnection.Command> timers;
  private final Outbox outbox;
  private final Duration sendTime;
  private final Duration silence;
  private long takenBefore;

  LifeSigns(
      TimerScheduler<PartnerConnection.Command> timers,
      Outbox outbox,
      Duration ownKeepalive,
      Duration partnerKeepalive) {
    this.timers = timers;
    this.outbox = outbox;
    sendTime = Keepalive.sendTime(partnerKeepalive);
    silence = Keepalive.silence(ownKeepalive);
  }

  /** Something was written: the next CONTACT is due later, and the partner has to take this. */
  void sent() {
    timers.startSingleTimer(ConnectionSignal.Timer.CONTACT, sendTime);
    if (!timers.isTimerActive(ConnectionSignal.Timer.OUTFLOW)) {
      watchOutflow();
    }
  }

  /** A message came. */
  void heard() {
    timers.startSingleTimer(ConnectionSignal.Timer.SILENCE, silence);
  }

  /** Silence is the partner's only while we listen; it counts anew from when we do so again. */
  void listening(boolean listening) {
    if (!listening) {
      timers.cancel(ConnectionSignal.Timer.SILENCE);
    } else if (!timers.isTimerActive(ConnectionSignal.Timer.SILENCE)) {
      heard();
    }
  }

  /**
   * A look at what the partner has taken is due.
   *
   * @return whether it took nothing since the last look, though there was something to take
   */
  boolean tookNothing() {
    if (!outbox.isEmpty() && outbox.takenOctets() == takenBefore) {
      return true;
    }
    watchOutflow();
    return false;
  }

  private void watchOutflow() {
    takenBefore = outbox.takenOctets();
    if (!outbox.isEmpty()) {
      timers.startSingleTimer(ConnectionSignal.Timer.OUTFLOW, silence);
    }
  }
}
