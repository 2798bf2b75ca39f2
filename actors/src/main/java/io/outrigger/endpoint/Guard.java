package io.outrigger.endpoint;

import io.outrigger.config.FailoverRole;
import io.outrigger.config.StartAlone;
import java.time.Instant;
import java.util.function.Predicate;

/** A further condition of a row of the transition table. */
public enum Guard {
  ALWAYS("", s -> true),

  NOTHING_STORED("nothing stored", s -> isNew(s) && !hasRecord(s)),
  STORED_NORMAL("NORMAL stored", s -> isStored(s, FailoverState.NORMAL)),
  STORED_POTENTIAL_CONFLICT(
      "POTENTIAL-CONFLICT stored", s -> isStored(s, FailoverState.POTENTIAL_CONFLICT)),
  STORED_PRIMARYS_STATE(
      "CONFLICT-DONE stored, which only a primary has",
      s -> isStored(s, FailoverState.CONFLICT_DONE) && s.state().role() == FailoverRole.SECONDARY),
  STORED_OTHER(
      "any other state stored",
      s ->
          isNew(s)
              && hasRecord(s)
              && !STORED_NORMAL.holds(s)
              && !STORED_POTENTIAL_CONFLICT.holds(s)
              && !STORED_PRIMARYS_STATE.holds(s)),
  STARTED_BEFORE("already started", s -> !isNew(s)),

  PARTNER_DOWN_AFTER_OUR_END(
      "it began that after the last recorded operation of this server, or there is no record",
      s -> s.state().facts().lastOperation().map(at -> partnerSince(s, at)).orElse(true)),
  PARTNER_DOWN_BEFORE_OUR_END("it began that before", s -> !PARTNER_DOWN_AFTER_OUR_END.holds(s)),

  NEVER_HEARD(
      "no partner was ever heard",
      s ->
          s.state().facts().state() == FailoverState.RECOVER
              && s.state().facts().history() == History.UNKNOWN),
  NEVER_HEARD_START_ALONE(
      "no partner was ever heard, and start-alone = partner-down",
      s -> NEVER_HEARD.holds(s) && s.settings().startAlone() == StartAlone.PARTNER_DOWN),
  WAITS_FOR_PARTNER(
      "otherwise",
      s ->
          s.state().role() == FailoverRole.PRIMARY
              ? !NEVER_HEARD.holds(s)
              : !NEVER_HEARD_START_ALONE.holds(s)),

  PARTNER_IN_STARTUP(
      "STARTUP flag set", s -> s.state().facts().partner().map(StateReport::startup).orElse(false)),
  PARTNER_STARTED("STARTUP flag clear", s -> !PARTNER_IN_STARTUP.holds(s)),

  STORAGE_LOST("the storage was lost", s -> s.state().facts().history() == History.LOST),
  STORAGE_KEPT("the storage was not lost", s -> !STORAGE_LOST.holds(s)),
  NEVER_RAN(
      "neither server has ever run failover", s -> s.state().facts().history() == History.FRESH),
  HAS_RUN("this server or its partner has run failover", s -> !NEVER_RAN.holds(s)),

  REQUEST_OUT("a request is out", s -> s.state().updateRequest().isPresent()),
  NO_REQUEST("no request is out", s -> !REQUEST_OUT.holds(s)),
  REQUEST_ALL_DUE(
      "no request is out; the storage was lost", s -> NO_REQUEST.holds(s) && STORAGE_LOST.holds(s)),
  REQUEST_DUE(
      "no request is out; the storage was not lost",
      s -> NO_REQUEST.holds(s) && STORAGE_KEPT.holds(s)),
  AWAITED(
      "it answers the request that is out",
      s ->
          s.event() instanceof EndpointEvent.UpdDoneReceived done
              && s.state().updateRequest().map(r -> r.number() == done.number()).orElse(false)),
  NOT_AWAITED("it answers no request that is out", s -> !AWAITED.holds(s)),

  FROM_NORMAL("from NORMAL", s -> s.from() == FailoverState.NORMAL),
  AUTO_PARTNER_DOWN(
      "auto-partner-down is configured", s -> s.settings().autoPartnerDown().isPresent()),

  DUE("", s -> s.timer().map(at -> !at.isAfter(s.now())).orElse(false)),
  EARLY("before its time", s -> s.timer().map(at -> at.isAfter(s.now())).orElse(false)),
  NOT_RUNNING("it was cancelled", s -> s.timer().isEmpty());

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // functions of their argument alone
  private final Predicate<Situation> condition;

  Guard(String title, Predicate<Situation> condition) {
    this.title = title;
    this.condition = condition;
  }

  /** As the documentation calls it; empty for one that goes without saying. */
  public String title() {
    return title;
  }

  boolean holds(Situation situation) {
    return condition.test(situation);
  }

  private static boolean isNew(Situation s) {
    return s.state().timers().isEmpty();
  }

  private static boolean hasRecord(Situation s) {
    return s.event() instanceof EndpointEvent.Started started && started.stored().isPresent();
  }

  private static boolean isStored(Situation s, FailoverState state) {
    return isNew(s) && hasRecord(s) && s.state().facts().state() == state;
  }

  private static boolean partnerSince(Situation s, Instant lastOperation) {
    return s.state().facts().partner().map(p -> p.since().isAfter(lastOperation)).orElse(false);
  }
}
