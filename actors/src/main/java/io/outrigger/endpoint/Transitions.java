package io.outrigger.endpoint;

import static io.outrigger.endpoint.Action.*;
import static io.outrigger.endpoint.FailoverState.*;
import static io.outrigger.endpoint.Guard.*;
import static io.outrigger.endpoint.Guard.STORAGE_KEPT;
import static io.outrigger.endpoint.Guard.STORAGE_LOST;
import static io.outrigger.endpoint.Trigger.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The transition table of a failover endpoint, in the order of RFC 8156 §8.3 to §8.12; lay the one
 * beside the other. Each row names its section; those of {@link CommonTransitions} end it.
 *
 * <p>Every event meets exactly one row. If that changes the state and communications are "OK", the
 * rows of the new state for the partner's state are met in the same step, for the machine is
 * invoked whenever a state variable changes (§8.1). Only PARTNER-DOWN looks at the partner's state
 * solely when a STATE comes (§8.4.2); otherwise the word of an operator in NORMAL would undo
 * itself.
 */
public final class Transitions {
  private static final List<Rule> TABLE = new Transitions().write();

  private final List<Rule> rows = new ArrayList<>();

  private Transitions() {}

  /** All rows, in order. */
  public static List<Rule> table() {
    return TABLE;
  }

  private List<Rule> write() {
    startup();
    partnerDown();
    recover();
    recoverWait();
    recoverDone();
    normal();
    communicationsInterrupted();
    potentialConflict();
    resolutionInterrupted();
    conflictDone();
    rows.addAll(CommonTransitions.rows());
    return List.copyOf(rows);
  }

  /** RFC 8156 §8.2 and §8.3. */
  private void startup() {
    row("8.3.2/1a", STARTUP)
        .on(STARTED)
        .when(NOTHING_STORED)
        .remember(RECOVER, "step 1: without a record PREVIOUS-STATE is RECOVER");
    row("8.3.2/1b", STARTUP)
        .on(STARTED)
        .when(STORED_OTHER)
        .rememberStored("step 1: PREVIOUS-STATE is the recorded state");
    row("8.3.2/2a", STARTUP)
        .on(STARTED)
        .when(STORED_NORMAL)
        .remember(COMMUNICATIONS_INTERRUPTED, "step 2: communications have failed since");
    row("8.3.2/2b", STARTUP)
        .on(STARTED)
        .when(STORED_POTENTIAL_CONFLICT)
        .remember(RESOLUTION_INTERRUPTED, "step 2: communications have failed since");
    row("8.3.2/2c", STARTUP)
        .on(STARTED)
        .when(STORED_PRIMARYS_STATE)
        .remember(
            RESOLUTION_INTERRUPTED, "the roles were exchanged before conflicts were resolved");
    row("8.3.2/3", STARTUP)
        .and(START_STARTUP_TIMER, START_LAST_ALIVE_TIMER)
        .stay("step 3: wait for the partner a short time");
    row("8.3.2/5a", STARTUP)
        .partner(PARTNER_DOWN)
        .when(PARTNER_DOWN_AFTER_OUR_END)
        .to(RECOVER, "step 5: it served alone after this server had ended");
    row("8.3.2/5b", STARTUP)
        .partner(PARTNER_DOWN)
        .when(PARTNER_DOWN_BEFORE_OUR_END)
        .to(POTENTIAL_CONFLICT, "step 5: both served, it without bounds");
    row("8.3.2/5c", STARTUP)
        .partner(others(PARTNER_DOWN))
        .resume("step 5: CURRENT-STATE is PREVIOUS-STATE");
    row("8.3.2/6a", STARTUP)
        .primary()
        .on(STARTUP_TIMER)
        .when(NEVER_HEARD)
        .to(PARTNER_DOWN, "step 6, with the initial state of a primary (§8.2)");
    row("8.3.2/6b", STARTUP)
        .secondary()
        .on(STARTUP_TIMER)
        .when(NEVER_HEARD_START_ALONE)
        .to(PARTNER_DOWN, "step 1: configured to move directly to PARTNER-DOWN");
    row("8.3.2/6c", STARTUP)
        .on(STARTUP_TIMER)
        .when(WAITS_FOR_PARTNER)
        .resume("step 6: the partner was not heard in time");
  }

  /** RFC 8156 §8.4. */
  private void partnerDown() {
    // Without this a server whose partner is gone for good could never serve again.
    row("8.4/1", EnumSet.of(STARTUP, RECOVER_WAIT, RECOVER_DONE, CONFLICT_DONE))
        .on(PARTNER_DOWN_DECLARED)
        .at(Communications.DOWN)
        .to(PARTNER_DOWN, "operator intervention, while nobody is heard");
    row("8.4/2", RECOVER)
        .on(PARTNER_DOWN_DECLARED)
        .at(Communications.DOWN)
        .when(STORAGE_KEPT)
        .to(PARTNER_DOWN, "operator intervention, while nobody is heard");
    row("8.4/3", RECOVER)
        .on(PARTNER_DOWN_DECLARED)
        .at(Communications.DOWN)
        .when(STORAGE_LOST)
        .refuse(
            "this server has lost its leases and only the partner has them: bring the partner back;"
                + " if it is gone for good, begin anew with empty state directories");
    row("8.4.2/1", PARTNER_DOWN)
        .partner()
        .when(PARTNER_IN_STARTUP)
        .stay("a STATE with the STARTUP flag means nothing here");
    row("8.4.2/2", PARTNER_DOWN)
        .partner(
            NORMAL,
            COMMUNICATIONS_INTERRUPTED,
            PARTNER_DOWN,
            POTENTIAL_CONFLICT,
            RESOLUTION_INTERRUPTED,
            CONFLICT_DONE)
        .when(PARTNER_STARTED)
        .to(POTENTIAL_CONFLICT, "both have served");
    row("8.4.2/3", PARTNER_DOWN)
        .partner(RECOVER, RECOVER_WAIT)
        .when(PARTNER_STARTED)
        .stay("the partner recovers");
    row("8.4.2/4", PARTNER_DOWN)
        .partner(RECOVER_DONE)
        .when(PARTNER_STARTED)
        .to(NORMAL, "the partner has recovered");
    row("8.4.2/5", PARTNER_DOWN).failure().stay("as expected of a partner that is down");
  }

  /** RFC 8156 §8.5. */
  private void recover() {
    row("8.5.2/1", RECOVER)
        .partner(POTENTIAL_CONFLICT, RESOLUTION_INTERRUPTED, CONFLICT_DONE)
        .to(POTENTIAL_CONFLICT, "the partner resolves conflicts");
    row("8.5.2/2", RECOVER)
        .partner(others(POTENTIAL_CONFLICT, RESOLUTION_INTERRUPTED, CONFLICT_DONE))
        .when(REQUEST_ALL_DUE)
        .and(SEND_UPDREQALL)
        .stay("the partner remembers this server, which remembers nothing");
    row("8.5.2/3", RECOVER)
        .partner(others(POTENTIAL_CONFLICT, RESOLUTION_INTERRUPTED, CONFLICT_DONE))
        .when(REQUEST_DUE)
        .and(SEND_UPDREQ)
        .stay("ask for what is missing");
    row("8.5.2/4", RECOVER)
        .partner(others(POTENTIAL_CONFLICT, RESOLUTION_INTERRUPTED, CONFLICT_DONE))
        .when(REQUEST_OUT)
        .stay("wait for UPDDONE");
    row("8.5.2/5", RECOVER)
        .on(UPDDONE_RECEIVED)
        .when(AWAITED)
        .to(RECOVER_WAIT, "all updates are here");
    row("8.5.2/6", RECOVER).failure().stay("ask again when communications are restored");
    row("8.5.2/7", RECOVER)
        .on(UPDDONE_OVERDUE)
        .when(REQUEST_OUT)
        .and(DROP_CONNECTION)
        .stay("neither UPDDONE nor BNDUPD comes");
  }

  /** RFC 8156 §8.6. */
  private void recoverWait() {
    row("8.6.2/1", RECOVER_WAIT)
        .and(START_RECOVER_WAIT_TIMER)
        .stay("what was promised and forgotten must run out first");
    row("8.6.2/2", RECOVER_WAIT)
        .on(RECOVER_WAIT_TIMER)
        .when(DUE)
        .to(RECOVER_DONE, "whatever the communications are");
    row("8.6.2/3", RECOVER_WAIT)
        .partner()
        .when(NEVER_RAN)
        .to(RECOVER_DONE, "nothing was ever promised");
    row("8.6.2/4", RECOVER_WAIT).partner().when(HAS_RUN).stay("the timer rules");
    row("8.6.2/5", RECOVER_WAIT).failure().stay("the timer rules");
  }

  /** RFC 8156 §8.7. */
  private void recoverDone() {
    row("8.7.2/1", RECOVER_DONE)
        .partner(NORMAL, RECOVER_DONE)
        .to(NORMAL, "the partner is ready too");
    row("8.7.2/2", RECOVER_DONE)
        .partner(RECOVER, RECOVER_WAIT)
        .to(COMMUNICATIONS_INTERRUPTED, "now the partner recovers");
    row("8.7.2/3", RECOVER_DONE)
        .partner(POTENTIAL_CONFLICT)
        .to(POTENTIAL_CONFLICT, "the partner resolves conflicts");
    row("8.7.2/4", RECOVER_DONE)
        .partner(COMMUNICATIONS_INTERRUPTED, PARTNER_DOWN, RESOLUTION_INTERRUPTED, CONFLICT_DONE)
        .stay("wait for the partner's NORMAL (figure 6: all others)");
    row("8.7.2/5", RECOVER_DONE).failure().stay("wait for the partner");
  }

  /** RFC 8156 §8.8. */
  private void normal() {
    row("8.8/1", NORMAL).and(SEND_OWED_UPDATES).stay("the partner learns what it does not know");
    row("8.8/2", NORMAL)
        .when(STORAGE_LOST)
        .and(SEND_UPDREQALL)
        .stay("it served alone since its storage was lost; §8.5.2 wants the rest");
    row("8.8/3", NORMAL)
        .secondary()
        .on(OWED_UPDATES_SENT)
        .and(SEND_POOLREQ)
        .stay("after that the secondary asks for prefixes");
    row("8.8/4", NORMAL).primary().on(OWED_UPDATES_SENT).stay("the primary has the prefixes");
    row("8.8/5", NORMAL).on(UPDDONE_RECEIVED).when(AWAITED).stay("the storage is complete again");
    row("8.8.2/1", NORMAL)
        .on(PARTNER_DOWN_DECLARED)
        .to(PARTNER_DOWN, "the operator knows that the partner is down");
    row("8.8.2/2", NORMAL)
        .on(ACKS_OVERDUE)
        .and(DROP_CONNECTION)
        .to(COMMUNICATIONS_INTERRUPTED, "the partner lives, but does not work");
    row("8.8.2/3", NORMAL)
        .on(UPDDONE_OVERDUE)
        .when(REQUEST_OUT)
        .and(DROP_CONNECTION)
        .to(COMMUNICATIONS_INTERRUPTED, "the partner lives, but does not work");
    row("8.8.2/4", NORMAL)
        .on(COMMUNICATIONS_FAILED)
        .at(Communications.OK)
        .to(COMMUNICATIONS_INTERRUPTED, "communications are not \"OK\"");
    row("8.8.2/5", NORMAL)
        .primary()
        .partner(NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE)
        .stay("NORMAL, or where it goes to NORMAL from");
    row("8.8.2/6", NORMAL)
        .secondary()
        .partner(NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE, CONFLICT_DONE)
        .stay("NORMAL, or where it goes to NORMAL from");
    row("8.8.2/7", NORMAL)
        .primary()
        .partner(others(NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE))
        .to(COMMUNICATIONS_INTERRUPTED, "not expected; go on from there");
    row("8.8.2/8", NORMAL)
        .secondary()
        .partner(others(NORMAL, COMMUNICATIONS_INTERRUPTED, RECOVER_DONE, CONFLICT_DONE))
        .to(COMMUNICATIONS_INTERRUPTED, "not expected; go on from there");
    row("8.8.2/9", NORMAL)
        .on(DISCONNECT_RECEIVED)
        .at(Communications.OK)
        .to(COMMUNICATIONS_INTERRUPTED, "the partner has taken its leave");
  }

  /** RFC 8156 §8.9. */
  private void communicationsInterrupted() {
    row("8.9/1", COMMUNICATIONS_INTERRUPTED)
        .when(Guard.AUTO_PARTNER_DOWN)
        .and(START_AUTO_PARTNER_DOWN_TIMER)
        .stay("after that nobody believes in the partner any more");
    row("8.9/2", COMMUNICATIONS_INTERRUPTED)
        .when(FROM_NORMAL)
        .and(RAISE_INTERRUPTED_ALARM)
        .stay("somebody should look after the partner");
    row("8.9.2/1", COMMUNICATIONS_INTERRUPTED)
        .on(AUTO_PARTNER_DOWN_TIMER)
        .when(DUE)
        .to(PARTNER_DOWN, "auto-partner-down");
    row("8.9.2/2", COMMUNICATIONS_INTERRUPTED)
        .on(PARTNER_DOWN_DECLARED)
        .to(PARTNER_DOWN, "the operator knows that the partner is down");
    row("8.9.2/3", COMMUNICATIONS_INTERRUPTED)
        .partner(NORMAL, COMMUNICATIONS_INTERRUPTED)
        .to(NORMAL, "both kept to their bounds");
    row("8.9.2/4", COMMUNICATIONS_INTERRUPTED)
        .partner(RECOVER, RECOVER_WAIT)
        .stay("the partner recovers");
    row("8.9.2/5", COMMUNICATIONS_INTERRUPTED)
        .partner(RECOVER_DONE)
        .to(NORMAL, "the partner has recovered");
    row("8.9.2/6", COMMUNICATIONS_INTERRUPTED)
        .partner(PARTNER_DOWN, POTENTIAL_CONFLICT, CONFLICT_DONE, RESOLUTION_INTERRUPTED)
        .to(POTENTIAL_CONFLICT, "the partner did not keep to the bounds");
    row("8.9.2/7", COMMUNICATIONS_INTERRUPTED).failure().stay("interrupted as before");
  }

  /** RFC 8156 §8.10. */
  private void potentialConflict() {
    row("8.10/1", POTENTIAL_CONFLICT)
        .primary()
        .when(STORAGE_KEPT)
        .and(SEND_UPDREQ)
        .stay("the primary asks first");
    row("8.10/2", POTENTIAL_CONFLICT)
        .primary()
        .when(STORAGE_LOST)
        .and(SEND_UPDREQALL)
        .stay("the primary asks first, for all that it lost (§8.5.2)");
    row("8.10.2/1", POTENTIAL_CONFLICT).failure().to(RESOLUTION_INTERRUPTED, "interrupted");
    row("8.10.2/2", POTENTIAL_CONFLICT)
        .on(UPDDONE_OVERDUE)
        .when(REQUEST_OUT)
        .and(DROP_CONNECTION)
        .to(RESOLUTION_INTERRUPTED, "the partner is unreachable in effect (§6.6)");
    row("8.10.2/3", POTENTIAL_CONFLICT)
        .primary()
        .on(UPDDONE_RECEIVED)
        .when(AWAITED)
        .to(CONFLICT_DONE, "the primary knows all that the secondary did");
    row("8.10.2/4", POTENTIAL_CONFLICT)
        .secondary()
        .on(UPDDONE_RECEIVED)
        .when(AWAITED)
        .to(NORMAL, "both know all");
    row("8.10.2/5", POTENTIAL_CONFLICT)
        .secondary()
        .partner(CONFLICT_DONE)
        .when(REQUEST_DUE)
        .and(SEND_UPDREQ)
        .stay("now the secondary asks");
    row("8.10.2/6", POTENTIAL_CONFLICT)
        .secondary()
        .partner(CONFLICT_DONE)
        .when(REQUEST_ALL_DUE)
        .and(SEND_UPDREQALL)
        .stay("now the secondary asks, for all that it lost (§8.5.2)");
    row("8.10.2/7", POTENTIAL_CONFLICT)
        .secondary()
        .partner(CONFLICT_DONE)
        .when(REQUEST_OUT)
        .stay("wait for UPDDONE");
    row("8.10.2/8", POTENTIAL_CONFLICT)
        .secondary()
        .partner(others(CONFLICT_DONE))
        .stay("wait for the primary");
    row("8.10.2/9", POTENTIAL_CONFLICT).primary().partner().stay("wait for UPDDONE");
  }

  /** RFC 8156 §8.11. */
  private void resolutionInterrupted() {
    row("8.11/1", RESOLUTION_INTERRUPTED)
        .and(RAISE_RESOLUTION_ALARM)
        .stay("conflicts are not resolved, and the partner is gone");
    row("8.11.2/1", RESOLUTION_INTERRUPTED)
        .on(PARTNER_DOWN_DECLARED)
        .to(PARTNER_DOWN, "the operator knows that the partner is down");
    row("8.11.2/2", RESOLUTION_INTERRUPTED).partner().to(POTENTIAL_CONFLICT, "begin again");
  }

  /** RFC 8156 §8.12. */
  private void conflictDone() {
    row("8.12.2/1", CONFLICT_DONE).primary().failure().stay("goes on serving");
    row("8.12.2/2", CONFLICT_DONE)
        .primary()
        .partner(NORMAL)
        .to(NORMAL, "the secondary knows all too");
    row("8.12.2/3", CONFLICT_DONE)
        .primary()
        .partner(others(NORMAL))
        .stay("wait for the secondary's NORMAL");
  }

  private RuleBuilder row(String id, FailoverState state) {
    return row(id, EnumSet.of(state));
  }

  private RuleBuilder row(String id, Set<FailoverState> states) {
    return new RuleBuilder(rows::add, id, states);
  }

  /** The states that a partner can report, but for these. */
  private static FailoverState[] others(FailoverState... those) {
    Set<FailoverState> states = EnumSet.complementOf(EnumSet.of(STARTUP, those));
    return states.toArray(FailoverState[]::new);
  }
}
