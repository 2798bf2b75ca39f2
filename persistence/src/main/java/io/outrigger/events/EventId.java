package io.outrigger.events;

import java.util.List;

/**
 * What a server tells its operators in the log, with an id that never changes and is never used
 * again. The thousands say what it is about: 1 states of a relationship, 2 connections, 3 binding
 * updates, 4 pools, 5 the server. {@code docs/messages.md} is made from this.
 */
public enum EventId {
  STATE_CHANGED(
      1001,
      Severity.INFO,
      "State changed",
      "A relationship went from one state of RFC 8156 section 8 to another. The rule is the row of"
          + " docs/endpoint-states.md that made it.",
      "Nothing by itself; an alarm tells of those that need you.",
      "relationship",
      "from",
      "to",
      "rule",
      "reason"),
  STEP_REFUSED(
      1002,
      Severity.WARNING,
      "Step refused",
      "Something happened that the state of the relationship does not allow, as a message of the"
          + " partner out of turn or a command that does not fit. Nothing was changed.",
      "If it was your command, read the reason. Otherwise compare the states in \"status\" on both"
          + " servers; if it comes again, keep the log of both.",
      "relationship",
      "state",
      "event",
      "rule",
      "reason"),
  COMMUNICATIONS_INTERRUPTED(
      1003,
      Severity.ALARM,
      "Communications interrupted",
      "The partner of a NORMAL relationship is out of reach (RFC 8156 section 8.9). Clients are"
          + " served on: each server from what is its own, lifetimes bounded by the MCLT.",
      "Find out whether the partner is dead or only out of reach. Out of reach: mend the network,"
          + " nothing else. Dead for longer: docs/operations.md, \"When a partner dies\".",
      "relationship",
      "partner",
      "reason"),
  RESOLUTION_INTERRUPTED(
      1004,
      Severity.ALARM,
      "Resolution interrupted",
      "The partner went away while conflicts were being resolved (RFC 8156 section 8.11). Both may"
          + " have leased the same resources; clients are served within the MCLT meanwhile.",
      "Bring the connection back; the resolution then goes on by itself.",
      "relationship",
      "partner",
      "reason"),
  STORAGE_LOST(
      1005,
      Severity.ALARM,
      "Stable storage lost",
      "The partner remembers this server, this server remembers nothing: its state directory is"
          + " new, empty or another one. It fetches every lease from the partner (RFC 8156 section"
          + " 8.5) and serves nobody until that is done.",
      "If the state directory was replaced on purpose, nothing. Else stop the server and bring the"
          + " right directory back.",
      "relationship",
      "stateDirectory",
      "reason"),
  CONFIGURATION_DIFFERS(
      1006,
      Severity.ALARM,
      "Configurations differ",
      "The partners do not agree in what they must have alike: pools, lifetimes, reservations,"
          + " MCLT, TLS.",
      "Run check-config with the files of both servers: it names each difference. Then correct one"
          + " and reload.",
      "relationship",
      "partner",
      "pools",
      "reason"),
  PARTNER_DOWN_DECLARED(
      1007,
      Severity.WARNING,
      "Partner-down declared",
      "An operator, or auto-partner-down, said that the partner is down. This server takes over"
          + " all of the relationship's leases, after the waits of RFC 8156 section 8.4.1.",
      "Be sure that the partner serves nobody. When it comes back it must reach this server before"
          + " it serves.",
      "relationship",
      "by",
      "reason"),
  CONFIGURATION_AGREES(
      1008,
      Severity.INFO,
      "Configurations agree again",
      "The partners agree in what they must have alike, and did not before.",
      "Nothing.",
      "relationship",
      "partner"),

  CONNECTION_ESTABLISHED(
      2001,
      Severity.INFO,
      "Connection established",
      "CONNECT and CONNECTREPLY have been exchanged (RFC 8156 section 6.1).",
      "Nothing.",
      "relationship",
      "partner",
      "tls",
      "mcltSeconds"),
  CONNECTION_REFUSED(
      2002,
      Severity.WARNING,
      "Connection refused",
      "One of the two servers would not have the other as its partner, or could not be reached.",
      "The reason names what does not fit: usually a name, a role, an address, the MCLT or a"
          + " certificate in one of the two configurations.",
      "relationship",
      "partner",
      "by",
      "status",
      "reason"),
  CONNECTION_CLOSED(
      2003,
      Severity.INFO,
      "Connection closed",
      "The connection to the partner is over.",
      "Nothing: it is made anew. What it means for clients, the change of state says.",
      "relationship",
      "partner",
      "status",
      "reason"),
  CONNECTION_REPLACED(
      2004,
      Severity.INFO,
      "Connection replaced",
      "The partner connected again while the old connection seemed to live; the new one counts.",
      "If it comes again and again: two servers use the same relationship and address, or something"
          + " between the partners drops connections without a word.",
      "relationship",
      "partner",
      "reason"),
  TIME_SKEW(
      2005,
      Severity.WARNING,
      "Clocks differ",
      "The clocks of the partners are more than 5 s apart, or nearly so (RFC 8156 section 6.1).",
      "Have both servers keep time by NTP. With time-skew = reject they do not talk before that.",
      "relationship",
      "partner",
      "skewMillis",
      "reason"),
  TLS_REFUSED(
      2006,
      Severity.WARNING,
      "TLS refused",
      "The connection could not be encrypted as the configuration wants it: one side has tls = off,"
          + " a certificate is not the one that is trusted, or it is out of date.",
      "Compare the tls sections of both configurations and the dates of the certificates.",
      "relationship",
      "partner",
      "reason"),

  UPDATE_REJECTED_BY_PARTNER(
      3001,
      Severity.WARNING,
      "Update rejected by the partner",
      "The partner did not accept a binding update (RFC 8156 section 7.7). The lease stays owed and"
          + " is sent again at the next scan.",
      "A few after an outage are as it should be. If one stays, run explain for the resource on"
          + " both servers.",
      "relationship",
      "resource",
      "status",
      "reason"),
  UPDATE_REJECTED(
      3002,
      Severity.WARNING,
      "Update of the partner rejected",
      "This server did not accept a binding update of the partner: what it has itself is newer or"
          + " contradicts it (RFC 8156 section 7.5).",
      "A few after an outage are as it should be. If one stays, run explain for the resource on"
          + " both servers.",
      "relationship",
      "resource",
      "status",
      "reason"),
  DOUBLE_ASSIGNMENT(
      3003,
      Severity.ALARM,
      "Resource held by two clients",
      "Both servers have the resource ACTIVE, for different clients. Only two servers in"
          + " PARTNER-DOWN at once, or one restored from an old copy, can come to that.",
      "Find out which client uses it and let the other one get a new lease. Find out who declared"
          + " partner-down while the partner served.",
      "relationship",
      "resource",
      "ours",
      "theirs",
      "kept"),
  BACKLOG_GROWS(
      3004,
      Severity.WARNING,
      "Backlog grows",
      "Clients change leases faster than the partner acks them; what is not acked keeps lifetimes"
          + " at the MCLT.",
      "If it lasts: the partner's disk or the network is too slow, or max-unacked-bndupd too small.",
      "relationship",
      "owed",
      "oldestSeconds"),
  BACKLOG_DRAINED(
      3005,
      Severity.INFO,
      "Backlog drained",
      "The partner has acked all that was owed to it.",
      "Nothing.",
      "relationship",
      "seconds"),
  DNS_NOT_UPDATED_HERE(
      3006,
      Severity.WARNING,
      "Partner updates the DNS",
      "The partner's binding updates tell what it has entered into the DNS (RFC 8156 section 9). This"
          + " server makes no DNS updates: it takes the leases and forgets the names, so it enters"
          + " and removes none, also while the partner is down. Said once a connection.",
      "Leave the DNS to the partner alone and expect stale names after it was away, or switch off"
          + " DNS updates at the partner.",
      "relationship"),

  BALANCE_STARTED(
      4001,
      Severity.INFO,
      "Pool balance started",
      "The primary gives free resources of a proportional pool to the secondary, or takes some"
          + " back, to reach the configured share (RFC 8156 section 4.2.2).",
      "Nothing.",
      "relationship",
      "pool",
      "freeOwn",
      "freePartner",
      "moving"),
  BALANCE_DONE(
      4002,
      Severity.INFO,
      "Pool balance done",
      "A proportional pool is shared as configured.",
      "Nothing.",
      "relationship",
      "pool",
      "freeOwn",
      "freePartner"),
  BALANCE_REFUSED(
      4003,
      Severity.WARNING,
      "Pool balance refused",
      "A proportional pool cannot be shared as configured now, for instance as too little of it is"
          + " free.",
      "If the pool is nearly full, make it larger on both servers.",
      "relationship",
      "pool",
      "reason"),
  ABANDONED_RESET(
      4004,
      Severity.INFO,
      "Abandoned lease reset",
      "An operator took an abandoned resource back. It goes to a new client once the partner has"
          + " acked that.",
      "Nothing.",
      "pool",
      "resource",
      "by"),
  POOL_EXHAUSTED(
      4005,
      Severity.WARNING,
      "Pool exhausted",
      "This server has nothing left in the pool for new clients. Those that have a lease keep it. In"
          + " a shared pool the partner may have something left (freePartner).",
      "Make the pool larger or add one to the link, on both servers if it is shared. If the partner"
          + " is gone for good: docs/operations.md, \"When a partner dies\".",
      "pool",
      "active",
      "abandoned",
      "freePartner"),
  POOL_HAS_ROOM(
      4006,
      Severity.INFO,
      "Pool has room again",
      "A pool that was exhausted has a part of it free for new clients again, one in twenty or"
          + " 1,000.",
      "Nothing.",
      "pool",
      "freeOwn"),
  RESOURCE_DECLINED(
      4007,
      Severity.WARNING,
      "Address declined",
      "A client found somebody else using the address that it was given (RFC 8415 section 18.3.8)."
          + " The address is ABANDONED: nobody gets it for server.abandoned-time.",
      "Find out who uses it: a host with an address set by hand, or another DHCPv6 server. Then"
          + " \"reset\" takes it back. Many from one client: that client is at fault.",
      "pool",
      "resource",
      "client"),

  RELOAD_APPLIED(
      5001,
      Severity.INFO,
      "Configuration reloaded",
      "The changed configuration is in force.",
      "Reload the partner too, if what both must have alike was changed.",
      "file",
      "changes"),
  RELOAD_REFUSED(
      5002,
      Severity.WARNING,
      "Reload refused",
      "The configuration has errors, or changes something that only a restart can. The server goes"
          + " on with the old one as if nothing had happened.",
      "Correct what the reason names; check-config FILE says all of it.",
      "file",
      "reason"),
  DISK_FULL(
      5003,
      Severity.ALARM,
      "The journal cannot write",
      "The disk is full or fails. Nothing is promised to clients or to the partner that is not"
          + " stored, so nobody gets an answer.",
      "Make room, or mend the disk. The server goes on by itself.",
      "directory",
      "reason"),
  DISK_RESUMED(
      5004,
      Severity.INFO,
      "The journal writes again",
      "What had waited is stored and answered.",
      "Nothing.",
      "directory",
      "seconds"),
  UNKNOWN_LINK(
      5005,
      Severity.WARNING,
      "Client on no link",
      "Messages of clients are discarded, for the link-address of their relay, or the interface"
          + " where they were heard, belongs to no link of the configuration. There is one line a"
          + " minute; notLogged counts the other messages.",
      "Write the prefix into relay-link-addresses of a link (or the interface into interface), or"
          + " correct the relay.",
      "linkAddress",
      "interface",
      "from",
      "notLogged");

  private final int number;
  private final Severity severity;
  private final String title;
  private final String meaning;
  private final String advice;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final List<String> keys;

  EventId(
      int number, Severity severity, String title, String meaning, String advice, String... keys) {
    this.number = number;
    this.severity = severity;
    this.title = title;
    this.meaning = meaning;
    this.advice = advice;
    this.keys = List.of(keys);
  }

  /** As it stands in the log, as in {@code OR1001}. */
  public String id() {
    return "OR" + number;
  }

  public Severity severity() {
    return severity;
  }

  public String title() {
    return title;
  }

  /** What has happened. */
  public String meaning() {
    return meaning;
  }

  /** What an operator is to do. */
  public String advice() {
    return advice;
  }

  /** What a line of this event may tell, in the order in which it does. */
  public List<String> keys() {
    return keys;
  }
}
