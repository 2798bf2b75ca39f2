package io.outrigger.endpoint;

/** The kinds of {@link EndpointEvent}, as the rows of the transition table name them. */
public enum Trigger {
  STARTED("start"),
  CONNECTION_ESTABLISHED("connection established"),
  /** The partner's STATE, or the state machine invoked again while communications are "OK". */
  PARTNER_STATE("partner's state"),
  PARTNER_HEARD("any other message"),
  COMMUNICATIONS_FAILED("communications failed"),
  DISCONNECT_RECEIVED("DISCONNECT"),
  UPDREQ_RECEIVED("UPDREQ or UPDREQALL"),
  UPDDONE_RECEIVED("UPDDONE"),
  UPDDONE_OVERDUE("UPDDONE overdue"),
  ACKS_OVERDUE("acks overdue"),
  OWED_UPDATES_SENT("owed updates sent"),
  STARTUP_TIMER("startup timer"),
  RECOVER_WAIT_TIMER("RECOVER-WAIT timer"),
  AUTO_PARTNER_DOWN_TIMER("auto-partner-down timer"),
  LAST_ALIVE_TIMER("last-alive timer"),
  PARTNER_DOWN_DECLARED("command partner-down"),
  STOPPING("stop");

  private final String title;

  Trigger(String title) {
    this.title = title;
  }

  /** As the documentation calls it. */
  public String title() {
    return title;
  }

  static Trigger of(EndpointEvent event) {
    return switch (event) {
      case EndpointEvent.Started e -> STARTED;
      case EndpointEvent.ConnectionEstablished e -> CONNECTION_ESTABLISHED;
      case EndpointEvent.PartnerStateReceived e -> PARTNER_STATE;
      case EndpointEvent.PartnerHeard e -> PARTNER_HEARD;
      case EndpointEvent.CommunicationsFailed e -> COMMUNICATIONS_FAILED;
      case EndpointEvent.DisconnectReceived e -> DISCONNECT_RECEIVED;
      case EndpointEvent.UpdReqReceived e -> UPDREQ_RECEIVED;
      case EndpointEvent.UpdDoneReceived e -> UPDDONE_RECEIVED;
      case EndpointEvent.UpdDoneOverdue e -> UPDDONE_OVERDUE;
      case EndpointEvent.AcksOverdue e -> ACKS_OVERDUE;
      case EndpointEvent.OwedUpdatesSent e -> OWED_UPDATES_SENT;
      case EndpointEvent.TimerFired e ->
          switch (e.timer()) {
            case STARTUP -> STARTUP_TIMER;
            case RECOVER_WAIT -> RECOVER_WAIT_TIMER;
            case AUTO_PARTNER_DOWN -> AUTO_PARTNER_DOWN_TIMER;
            case LAST_ALIVE -> LAST_ALIVE_TIMER;
          };
      case EndpointEvent.PartnerDownDeclared e -> PARTNER_DOWN_DECLARED;
      case EndpointEvent.Stopping e -> STOPPING;
    };
  }
}
