package io.outrigger.relationship;

import io.outrigger.config.FailoverRole;
import io.outrigger.endpoint.FailoverState;
import io.outrigger.endpoint.PoolRule;
import io.outrigger.endpoint.ServicePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes docs/service-by-state.md from the rules: who is answered in which state, and with what.
 */
final class ServiceByState {
  private ServiceByState() {}

  /** One line of the table. */
  record Row(FailoverState state, FailoverRole role, ServicePolicy policy) {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (FailoverState state : FailoverState.values()) {
      for (FailoverRole role : FailoverRole.values()) {
        if (state == FailoverState.CONFLICT_DONE && role == FailoverRole.SECONDARY) {
          continue; // only a primary is ever in it
        }
        rows.add(
            new Row(
                state, role, ServicePolicy.of(state, role, Instant.EPOCH, Duration.ofHours(1))));
      }
    }
    return rows;
  }

  static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Service by state

        Whom a server answers, what it gives and for how long, in each state of its failover endpoint (RFC 8156 §8.3 to
        §8.12). Made from the code by `ServiceByStateTest`; run it with `-Doutrigger.docs=write` to write it anew.

        A server in doubt is silent: the client asks again, or asks the partner. "Own server-id" means messages that
        carry this server's DUID: REQUEST, RENEW, RELEASE, DECLINE, and an INFORMATION-REQUEST that names it.

        | state | role | answers | new leases from | a lease ends at most | changes go to the partner |
        |---|---|---|---|---|---|
        """);
    for (Row row : rows()) {
      page.append("| ")
          .append(row.state().rfcName())
          .append(" | ")
          .append(row.role() == FailoverRole.PRIMARY ? "primary" : "secondary")
          .append(" | ")
          .append(answers(row))
          .append(" | ")
          .append(newLeases(row))
          .append(" | ")
          .append(end(row))
          .append(" | ")
          .append(changes(row.state()))
          .append(" |\n");
    }
    page.append(
        """

        - *own half*: the addresses whose last bit is 1 (primary) or 0 (secondary). The partner's half is never used,
          in PARTNER-DOWN neither. *FREE*, *FREE-BACKUP*: the primary's and the secondary's share of a proportional pool.
        - A reserved resource belongs to its client, to neither share: whoever answers leases it.
        - Outside PARTNER-DOWN a lease that ended goes to another client only after the partner has acked that it ended;
          in PARTNER-DOWN only MCLT past the latest of: the end that its client knows, the partner-lifetime sent, the one
          acked, the one that the partner was acked (expiration-time), the entry into PARTNER-DOWN.
        - If the partner may have been in PARTNER-DOWN itself, and not all that it did there was heard (it was in PARTNER-DOWN when it
          was heard last, or conflicts were being resolved), the pool's valid lifetime stands for MCLT in what counts from the entry
          into PARTNER-DOWN.
        - In RECOVER-DONE a lease is extended only while the partner-lifetime that the partner acked lasts: a partner in
          PARTNER-DOWN that hears nothing may give it to another client MCLT after that.
        - A RENEW or REBIND for a lease that this server does not know gets no answer while the partner may know it: NoBinding
          would take from the client what the partner gave it. In NORMAL it may once it was not heard for half of its keepalive time.
        """);
    return page.toString();
  }

  private static String answers(Row row) {
    if (row.state() == FailoverState.RECOVER_DONE) {
      return "RENEW with own server-id, of leases it knows";
    }
    return switch (row.policy().responsiveness()) {
      case UNRESPONSIVE -> "nobody";
      case RENEW_RESPONSIVE -> "own server-id";
      case RESPONSIVE -> "everybody";
    };
  }

  private static String newLeases(Row row) {
    String own = row.role() == FailoverRole.PRIMARY ? "own half, FREE" : "own half, FREE-BACKUP";
    String partners = row.role() == FailoverRole.PRIMARY ? "FREE-BACKUP" : "FREE";
    return switch (row.policy().pool()) {
      case NONE -> "none";
      case OWN -> own;
      case OWN_THEN_PARTNERS -> own + "; when used up and MCLT has passed, " + partners;
    };
  }

  private static String end(Row row) {
    if (!row.policy().answersClients()) {
      return "";
    }
    return row.policy().mcltBound()
        ? "MCLT past the later of now and the acked partner-lifetime"
        : "the configured lifetime";
  }

  private static String changes(FailoverState state) {
    return switch (state) {
      case NORMAL -> "as they come";
      case COMMUNICATIONS_INTERRUPTED, PARTNER_DOWN, RECOVER_DONE, CONFLICT_DONE ->
          "as they come, while it is heard";
      case POTENTIAL_CONFLICT, RECOVER, RECOVER_WAIT -> "on request";
      case STARTUP, RESOLUTION_INTERRUPTED -> "no";
    };
  }

  /** For the test: the pool rule of a row. */
  static boolean givesNew(Row row) {
    return row.policy().pool() != PoolRule.NONE;
  }
}
