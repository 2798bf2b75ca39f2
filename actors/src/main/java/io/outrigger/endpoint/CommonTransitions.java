package io.outrigger.endpoint;

import static io.outrigger.endpoint.Action.*;
import static io.outrigger.endpoint.FailoverState.*;
import static io.outrigger.endpoint.Guard.*;
import static io.outrigger.endpoint.Trigger.*;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of the transition table that belong to no single state: what every state does, what
 * comes too late, and what RFC 8156 knows no step for. The last is refused and logged, never
 * guessed.
 */
final class CommonTransitions {
  private final List<Rule> rows = new ArrayList<>();

  private CommonTransitions() {}

  static List<Rule> rows() {
    CommonTransitions common = new CommonTransitions();
    common.everyState();
    common.outOfPlace();
    return common.rows;
  }

  /** What is the same in every state. */
  private void everyState() {
    any("6.1/1")
        .on(CONNECTION_ESTABLISHED)
        .at(Communications.DOWN)
        .and(SEND_STATE)
        .stay("the first message of a connection; in STARTUP with its flag (§8.3.1)");
    any("6.1/2")
        .on(COMMUNICATIONS_FAILED, DISCONNECT_RECEIVED)
        .at(Communications.CONNECTED)
        .stay("communications were not \"OK\" yet");
    any("5.3.5/1")
        .on(UPDREQ_RECEIVED)
        .at(Communications.OK)
        .and(ANSWER_UPDREQ)
        .stay("the partner may ask at any time");
    any("8.2/1")
        .on(PARTNER_HEARD)
        .stay("time of the most recent message, stored with the next facts");
    any("8.2/2")
        .on(LAST_ALIVE_TIMER)
        .and(STORE, START_LAST_ALIVE_TIMER)
        .stay("for TIME-OF-FAILURE at the next start");
    any("5.3.10/1")
        .on(STOPPING)
        .and(STORE, SEND_DISCONNECT)
        .stay("the next start begins from here");
    any("8.1/1")
        .on(RECOVER_WAIT_TIMER, AUTO_PARTNER_DOWN_TIMER)
        .when(EARLY)
        .and(RESTART_TIMER)
        .stay("the clock was set back, or ticks coarsely");
  }

  /** What comes too late, and what RFC 8156 knows no step for. */
  private void outOfPlace() {
    any("8.1/2")
        .on(RECOVER_WAIT_TIMER, AUTO_PARTNER_DOWN_TIMER)
        .when(NOT_RUNNING)
        .ignore("the state that it belonged to is over");
    row("8.1/3", allBut(STARTUP)).on(STARTUP_TIMER).ignore("STARTUP is over");
    any("8.1/4")
        .on(COMMUNICATIONS_FAILED, DISCONNECT_RECEIVED)
        .at(Communications.DOWN)
        .ignore("that is known");
    any("8.1/5")
        .on(UPDDONE_RECEIVED)
        .when(NOT_AWAITED)
        .ignore("what it answers is no longer asked");
    any("8.1/6").on(UPDDONE_OVERDUE).when(NO_REQUEST).ignore("nothing is asked any more");
    row("8.1/7", allBut(NORMAL)).on(ACKS_OVERDUE).ignore("only NORMAL depends on acks (§8.8.2)");
    row("8.1/8", allBut(NORMAL)).on(OWED_UPDATES_SENT).ignore("only NORMAL asked for that (§8.8)");
    row("8.1/9", EnumSet.of(PARTNER_DOWN)).on(PARTNER_DOWN_DECLARED).ignore("it is so already");
    row("8.1/10", EnumSet.of(STARTUP, RECOVER, RECOVER_WAIT, RECOVER_DONE))
        .on(PARTNER_DOWN_DECLARED)
        .at(Communications.CONNECTED, Communications.OK)
        .refuse("the partner is there: recovery goes on by itself");
    row("8.1/11", EnumSet.of(POTENTIAL_CONFLICT, CONFLICT_DONE))
        .on(PARTNER_DOWN_DECLARED)
        .at(Communications.CONNECTED, Communications.OK)
        .refuse("the partner is there: conflicts are being resolved");
    any("8.1/12").on(STARTED).when(STARTED_BEFORE).refuse("an endpoint starts once");
    any("8.1/13")
        .on(CONNECTION_ESTABLISHED)
        .at(Communications.CONNECTED, Communications.OK)
        .refuse("the connection before has not failed");
    any("8.1/14").on(PARTNER_STATE).at(Communications.DOWN).refuse("a STATE without a connection");
    any("8.1/15")
        .on(UPDREQ_RECEIVED)
        .at(Communications.DOWN, Communications.CONNECTED)
        .refuse("a STATE comes first");
  }

  private RuleBuilder row(String id, Set<FailoverState> states) {
    return new RuleBuilder(rows::add, id, states);
  }

  private RuleBuilder any(String id) {
    return row(id, EnumSet.allOf(FailoverState.class));
  }

  private static Set<FailoverState> allBut(FailoverState state) {
    return EnumSet.complementOf(EnumSet.of(state));
  }
}
