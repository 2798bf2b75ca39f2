package io.outrigger.endpoint;

/** What a row of the transition table does beside the state. */
public enum Action {
  SEND_STATE("send STATE"),
  SEND_UPDREQ("send UPDREQ"),
  SEND_UPDREQALL("send UPDREQALL"),
  ANSWER_UPDREQ("send the updates, then UPDDONE"),
  SEND_OWED_UPDATES("send all unacknowledged updates"),
  SEND_POOLREQ("send POOLREQ"),
  SEND_DISCONNECT("send DISCONNECT"),
  DROP_CONNECTION("drop the connection"),
  RAISE_INTERRUPTED_ALARM("raise an alarm"),
  RAISE_RESOLUTION_ALARM("raise an alarm"),
  START_STARTUP_TIMER("start the startup timer"),
  START_RECOVER_WAIT_TIMER("start a timer: TIME-OF-FAILURE plus MCLT"),
  START_AUTO_PARTNER_DOWN_TIMER("start the auto-partner-down timer"),
  START_LAST_ALIVE_TIMER("start the last-alive timer"),
  RESTART_TIMER("start it again for the rest"),
  STORE("store the facts");

  private final String title;

  Action(String title) {
    this.title = title;
  }

  /** As the documentation calls it. */
  public String title() {
    return title;
  }
}
